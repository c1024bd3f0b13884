package chartbot.gerrit;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What chartbot reads of Gerrit's ChangeInfo; Gerrit leaves out what is empty or false. */
record ChangeJson(
    int number,
    String changeId,
    String project,
    String status,
    AccountJson owner,
    @Nullable List<String> hashtags,
    @Nullable Map<String, RevisionJson> revisions,
    @Nullable Map<String, LabelJson> labels,
    boolean workInProgress,
    boolean submittable,
    @Nullable List<RequirementJson> submitRequirements,
    String created,
    @Nullable List<MessageJson> messages,
    boolean moreChanges) {

  /**
   * Reads Gerrit's names: words with underscores, and one in front where Gerrit reserves a name for
   * itself. Annotations would say it too, but each costs milliseconds when it is first looked at.
   */
  static Gson reader() {
    return new GsonBuilder().setFieldNamingStrategy(ChangeJson::nameOf).create();
  }

  private static String nameOf(Field field) {
    return switch (field.getName()) {
      case "number" -> "_number";
      case "id" -> "_account_id";
      case "moreChanges" -> "_more_changes";
      default -> FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES.translateName(field);
    };
  }

  /** Whether it has what Gerrit never leaves out. */
  boolean isWhole() {
    return number > 0
        && owner != null
        && owner.id() > 0
        && changeId != null
        && project != null
        && status != null
        && created != null;
  }

  /** Who made the change or a patch set of it. */
  Stream<AccountJson> people() {
    Stream<AccountJson> uploaders =
        revisions == null ? Stream.of() : revisions.values().stream().map(RevisionJson::uploader);
    return Stream.concat(Stream.of(owner), uploaders);
  }

  record AccountJson(
      int id, @Nullable String name, @Nullable String email, @Nullable String username) {}

  record RevisionJson(int number, AccountJson uploader, String ref, CommitJson commit) {}

  record CommitJson(
      List<ParentJson> parents, PersonJson author, PersonJson committer, String message) {}

  record ParentJson(String commit) {}

  /**
   * @param tz minutes east of Greenwich
   */
  record PersonJson(String name, String email, String date, int tz) {}

  record LabelJson(
      @Nullable AccountJson approved,
      @Nullable AccountJson rejected,
      @Nullable AccountJson recommended,
      @Nullable AccountJson disliked,
      boolean blocking,
      @Nullable Map<String, String> values,
      @Nullable List<VoteJson> all) {}

  /**
   * @param value absent or 0: no vote
   */
  record VoteJson(int value, int id, @Nullable String name, @Nullable String username) {}

  record RequirementJson(
      String name, String status, @Nullable ExpressionJson submittabilityExpressionResult) {}

  record ExpressionJson(@Nullable String expression) {}

  record MessageJson(String message, @Nullable String tag, @Nullable AccountJson author) {}
}
