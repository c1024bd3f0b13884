package chartbot.gerrit;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What chartbot reads of Gerrit's ChangeInfo; Gerrit leaves out what is empty or false. */
record ChangeJson(
    @SerializedName("_number") int number,
    @SerializedName("change_id") String changeId,
    String project,
    String status,
    AccountJson owner,
    @Nullable List<String> hashtags,
    @Nullable Map<String, RevisionJson> revisions,
    @Nullable Map<String, LabelJson> labels,
    @SerializedName("work_in_progress") boolean workInProgress,
    boolean submittable,
    @SerializedName("submit_requirements") @Nullable List<RequirementJson> submitRequirements,
    String created,
    @Nullable List<MessageJson> messages,
    @SerializedName("_more_changes") boolean moreChanges) {

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
      @SerializedName("_account_id") int id,
      @Nullable String name,
      @Nullable String email,
      @Nullable String username) {}

  record RevisionJson(
      @SerializedName("_number") int number, AccountJson uploader, String ref, CommitJson commit) {}

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
  record VoteJson(
      int value,
      @SerializedName("_account_id") int id,
      @Nullable String name,
      @Nullable String username) {}

  record RequirementJson(
      String name,
      String status,
      @SerializedName("submittability_expression_result") @Nullable ExpressionJson expression) {}

  record ExpressionJson(@Nullable String expression) {}

  record MessageJson(String message, @Nullable String tag, @Nullable AccountJson author) {}
}
