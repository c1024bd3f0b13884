package chartbot.gerrit;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What chartbot reads of Gerrit's ChangeInfo. */
record ChangeJson(
    int number,
    String changeId,
    String project,
    String branch,
    String status,
    AccountJson owner,
    List<String> hashtags,
    Map<String, RevisionJson> revisions,
    Map<String, LabelJson> labels,
    boolean workInProgress,
    boolean submittable,
    List<RequirementJson> submitRequirements,
    Instant created,
    List<MessageJson> messages,
    boolean moreChanges) {

  /**
   * Reads a change.
   *
   * @throws RuntimeException as {@link Json} says
   */
  static ChangeJson of(JsonElement element) {
    Json json = Json.of(element);
    ChangeJson change =
        new ChangeJson(
            json.number("_number"),
            json.text("change_id"),
            json.text("project"),
            json.text("branch"),
            json.text("status"),
            AccountJson.of(json.member("owner")),
            json.list("hashtags", JsonElement::getAsString),
            json.map("revisions", RevisionJson::of),
            json.map("labels", LabelJson::of),
            json.flagOrFalse("work_in_progress"),
            json.flagOrFalse("submittable"),
            json.list("submit_requirements", RequirementJson::of),
            Timestamp.read(json.text("created")),
            json.list("messages", MessageJson::of),
            json.flagOrFalse("_more_changes"));
    if (change.number <= 0 || change.owner.id <= 0) {
      throw new JsonParseException("not a change");
    }
    return change;
  }

  /** Who made the change or a patch set of it. */
  Stream<AccountJson> people() {
    return Stream.concat(Stream.of(owner), revisions.values().stream().map(RevisionJson::uploader));
  }

  record AccountJson(
      int id, @Nullable String name, @Nullable String email, @Nullable String username) {

    static AccountJson of(Json json) {
      return new AccountJson(
          json.numberOrZero("_account_id"),
          json.textOrNull("name"),
          json.textOrNull("email"),
          json.textOrNull("username"));
    }
  }

  record RevisionJson(int number, AccountJson uploader, String ref, CommitJson commit) {

    static RevisionJson of(JsonElement element) {
      Json json = Json.of(element);
      return new RevisionJson(
          json.number("_number"),
          AccountJson.of(json.member("uploader")),
          json.text("ref"),
          CommitJson.of(json.member("commit")));
    }
  }

  /**
   * @param parents the hash of each; a change always has one
   */
  record CommitJson(List<String> parents, PersonJson author, PersonJson committer, String message) {

    static CommitJson of(Json json) {
      List<String> parents = json.list("parents", parent -> Json.of(parent).text("commit"));
      if (parents.isEmpty()) {
        throw new JsonParseException("no parent");
      }
      return new CommitJson(
          parents,
          PersonJson.of(json.member("author")),
          PersonJson.of(json.member("committer")),
          json.text("message"));
    }
  }

  /**
   * @param tz minutes east of Greenwich
   */
  record PersonJson(String name, String email, Instant date, int tz) {

    static PersonJson of(Json json) {
      return new PersonJson(
          json.text("name"),
          json.text("email"),
          Timestamp.read(json.text("date")),
          json.numberOrZero("tz"));
    }
  }

  record LabelJson(
      @Nullable AccountJson approved,
      @Nullable AccountJson rejected,
      @Nullable AccountJson recommended,
      @Nullable AccountJson disliked,
      boolean blocking,
      Map<String, String> values,
      List<VoteJson> all) {

    static LabelJson of(JsonElement element) {
      Json json = Json.of(element);
      return new LabelJson(
          json.memberOrNull("approved", AccountJson::of),
          json.memberOrNull("rejected", AccountJson::of),
          json.memberOrNull("recommended", AccountJson::of),
          json.memberOrNull("disliked", AccountJson::of),
          json.flagOrFalse("blocking"),
          json.map("values", JsonElement::getAsString),
          json.list("all", VoteJson::of));
    }
  }

  /**
   * @param value absent or 0: no vote
   */
  record VoteJson(int value, AccountJson voter) {

    static VoteJson of(JsonElement element) {
      Json json = Json.of(element);
      return new VoteJson(json.numberOrZero("value"), AccountJson.of(json));
    }
  }

  /**
   * @param expression what has to hold for it, empty where Gerrit does not say
   */
  record RequirementJson(String name, String status, String expression) {

    static RequirementJson of(JsonElement element) {
      Json json = Json.of(element);
      String expression =
          json.memberOrNull(
              "submittability_expression_result", result -> result.textOrNull("expression"));
      return new RequirementJson(
          json.text("name"), json.text("status"), expression == null ? "" : expression);
    }
  }

  record MessageJson(String message, @Nullable String tag, @Nullable AccountJson author) {

    static MessageJson of(JsonElement element) {
      Json json = Json.of(element);
      return new MessageJson(
          Objects.requireNonNullElse(json.textOrNull("message"), ""),
          json.textOrNull("tag"),
          json.memberOrNull("author", AccountJson::of));
    }
  }
}
