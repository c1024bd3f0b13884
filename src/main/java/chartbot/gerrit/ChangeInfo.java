package chartbot.gerrit;

import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What chartbot reads of Gerrit's <a
 * href="https://gerrit-review.googlesource.com/Documentation/rest-api-changes.html#change-info">
 * ChangeInfo</a>, filled by Gson. Gerrit leaves out what is empty or false; where it leaves out
 * anything else, the constructors throw a {@link JsonParseException} that names the member.
 */
record ChangeInfo(
    @SerializedName("_number") int number,
    String changeId,
    String project,
    String branch,
    String status,
    AccountInfo owner,
    List<String> hashtags,
    Map<String, RevisionInfo> revisions,
    Map<String, LabelInfo> labels,
    boolean workInProgress,
    boolean submittable,
    List<RequirementInfo> submitRequirements,
    Instant created,
    @Nullable Instant submitted,
    List<MessageInfo> messages,
    @SerializedName("_more_changes") boolean moreChanges) {

  private static final Pattern SHA_1 = Pattern.compile("[0-9a-f]{40}");

  ChangeInfo {
    positive("_number", number);
    required("change_id", changeId);
    required("project", project);
    required("branch", branch);
    required("status", status);
    positive("owner/_account_id", required("owner", owner).id());
    required("created", created);
    hashtags = orEmpty("hashtags", hashtags);
    submitRequirements = orEmpty("submit_requirements", submitRequirements);
    messages = orEmpty("messages", messages);
    revisions = orEmpty("revisions", revisions);
    revisions.keySet().forEach(revision -> sha1("revisions", revision));
    labels = orEmpty("labels", labels);
  }

  /** When it was merged; long ago where Gerrit does not say, or it was not. */
  Instant mergedAt() {
    return submitted == null ? Instant.EPOCH : submitted;
  }

  /** Who made the change or a patch set of it. */
  Stream<AccountInfo> people() {
    return Stream.concat(Stream.of(owner), revisions.values().stream().map(RevisionInfo::uploader));
  }

  record AccountInfo(
      @SerializedName("_account_id") int id,
      @Nullable String name,
      @Nullable String email,
      @Nullable String username) {}

  record RevisionInfo(
      @SerializedName("_number") int number,
      AccountInfo uploader,
      String ref,
      CommitInfo commit,
      @Nullable String kind) {

    RevisionInfo {
      positive("_number", number);
      required("uploader", uploader);
      if (!required("ref", ref).startsWith("refs/changes/")) {
        throw new JsonParseException("ref: '" + ref + "' is not a ref of a change");
      }
      required("commit", commit);
    }

    /** Whether Gerrit found nothing in it but what the patch set below holds. */
    boolean carriesTheOneBelow() {
      return "TRIVIAL_REBASE".equals(kind) || "NO_CHANGE".equals(kind);
    }
  }

  /**
   * @param parents a change always has one
   */
  record CommitInfo(List<Parent> parents, PersonInfo author, PersonInfo committer, String message) {

    record Parent(String commit) {
      Parent {
        sha1("parents", required("commit", commit));
      }
    }

    CommitInfo {
      if (orEmpty("parents", parents).isEmpty()) {
        throw new JsonParseException("no parents");
      }
      required("author", author);
      required("committer", committer);
      required("message", message);
    }
  }

  /**
   * @param tz minutes east of Greenwich
   */
  record PersonInfo(String name, String email, Instant date, int tz) {

    PersonInfo {
      required("name", name);
      required("email", email);
      required("date", date);
      int most = ZoneOffset.MAX.getTotalSeconds() / 60;
      if (tz < -most || tz > most) {
        throw new JsonParseException("tz: " + tz + " minutes is not a time zone");
      }
    }

    ZoneOffset zone() {
      return ZoneOffset.ofTotalSeconds(tz * 60);
    }
  }

  record LabelInfo(
      @Nullable AccountInfo approved,
      @Nullable AccountInfo rejected,
      @Nullable AccountInfo recommended,
      @Nullable AccountInfo disliked,
      boolean blocking,
      Map<String, String> values,
      List<VoteInfo> all) {

    LabelInfo {
      values = orEmpty("values", values);
      values.keySet().forEach(LabelInfo::value);
      all = orEmpty("all", all);
    }

    /** The lowest vote that the label takes. */
    int lowest() {
      return values.keySet().stream().mapToInt(LabelInfo::value).min().orElse(0);
    }

    private static int value(String text) {
      try {
        return Integer.parseInt(text.strip());
      } catch (NumberFormatException e) {
        throw new JsonParseException("values: '" + text + "' is not a number", e);
      }
    }
  }

  /**
   * @param value absent or 0: no vote
   */
  record VoteInfo(
      int value,
      @SerializedName("_account_id") int id,
      @Nullable String name,
      @Nullable String email,
      @Nullable String username) {

    AccountInfo voter() {
      return new AccountInfo(id, name, email, username);
    }
  }

  record RequirementInfo(
      String name, String status, @Nullable Expression submittabilityExpressionResult) {

    record Expression(@Nullable String expression) {}

    RequirementInfo {
      required("name", name);
      required("status", status);
    }

    /** What has to hold for it, empty where Gerrit does not say. */
    String expression() {
      return submittabilityExpressionResult == null
          ? ""
          : Objects.requireNonNullElse(submittabilityExpressionResult.expression(), "");
    }
  }

  record MessageInfo(String message, @Nullable String tag, @Nullable AccountInfo author) {
    MessageInfo {
      message = message == null ? "" : message;
    }
  }

  /** What Gerrit's BranchInfo says of a branch. */
  record BranchInfo(String revision) {
    BranchInfo {
      sha1("revision", required("revision", revision));
    }
  }

  /** The same in a list, where {@code HEAD} and {@code refs/meta/config} are listed as well. */
  record ListedBranch(String ref) {
    ListedBranch {
      required("ref", ref);
    }
  }

  /** Gerrit's MergeableInfo, of a change or of a commit and a branch. */
  record MergeableInfo(@Nullable Boolean mergeable, @Nullable Boolean commitMerged) {

    boolean isMergeable() {
      return required("mergeable", mergeable);
    }

    boolean isMerged() {
      return required("commit_merged", commitMerged);
    }
  }

  static int positive(String member, int value) {
    if (value <= 0) {
      throw new JsonParseException(member + ": missing or not positive");
    }
    return value;
  }

  private static <T> T required(String member, @Nullable T value) {
    if (value == null) {
      throw new JsonParseException("no " + member);
    }
    return value;
  }

  private static void sha1(String member, String text) {
    if (!SHA_1.matcher(text).matches()) {
      throw new JsonParseException(member + ": '" + text + "' is not a commit");
    }
  }

  private static <T> List<T> orEmpty(String member, @Nullable List<T> list) {
    if (list != null && list.contains(null)) {
      throw new JsonParseException(member + ": null");
    }
    return list == null ? List.of() : List.copyOf(list);
  }

  private static <T> Map<String, T> orEmpty(String member, @Nullable Map<String, T> map) {
    if (map != null && map.containsValue(null)) {
      throw new JsonParseException(member + ": null");
    }
    return map == null ? Map.of() : map;
  }
}
