package chartbot.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * A change by Gerrit's own answer.
 *
 * @param json Gerrit's ChangeInfo, for what has no method here
 */
public record TestChange(JsonObject json) {

  /** Its number. */
  public long number() {
    return json.get("_number").getAsLong();
  }

  /** Its Change-Id. */
  public String changeId() {
    return json.get("change_id").getAsString();
  }

  /** {@code NEW}, {@code MERGED} or {@code ABANDONED}. */
  public String status() {
    return json.get("status").getAsString();
  }

  /** Whether it is neither merged nor abandoned. */
  public boolean isOpen() {
    return status().equals("NEW");
  }

  /** The first line of its message. */
  public String subject() {
    return json.get("subject").getAsString();
  }

  /** The branch that it is for. */
  public String branch() {
    return json.get("branch").getAsString();
  }

  /** Its topic, empty when it has none. */
  public String topic() {
    return json.has("topic") ? json.get("topic").getAsString() : "";
  }

  /** Its hashtags, sorted. */
  public List<String> hashtags() {
    return strings(json.getAsJsonArray("hashtags")).sorted().toList();
  }

  /** Whether it is marked as work in progress. */
  public boolean isWorkInProgress() {
    return json.has("work_in_progress");
  }

  /** The number of the current patch set. */
  public int patchSet() {
    return currentRevision().get("_number").getAsInt();
  }

  /** The commit message of the current patch set. */
  public String message() {
    return currentRevision().getAsJsonObject("commit").get("message").getAsString();
  }

  /** The commit that the current patch set is. */
  public String commit() {
    return json.get("current_revision").getAsString();
  }

  /** Author or committer of the current patch set, as {@code Name <email>}. */
  public String person(String authorOrCommitter) {
    JsonObject person =
        currentRevision().getAsJsonObject("commit").getAsJsonObject(authorOrCommitter);
    return person.get("name").getAsString() + " <" + person.get("email").getAsString() + ">";
  }

  /** Path to {@code A}dded, {@code D}eleted or {@code M}odified, in the current patch set. */
  public SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    for (Map.Entry<String, JsonElement> file :
        currentRevision().getAsJsonObject("files").entrySet()) {
      JsonElement status = file.getValue().getAsJsonObject().get("status");
      files.put(file.getKey(), status == null ? "M" : status.getAsString());
    }
    return files;
  }

  /** Login names of the {@code REVIEWER}s or of those on {@code CC}, sorted. */
  public List<String> people(String state) {
    JsonArray people = json.getAsJsonObject("reviewers").getAsJsonArray(state);
    return people == null
        ? List.of()
        : StreamSupport.stream(people.spliterator(), false)
            .map(person -> person.getAsJsonObject().get("username").getAsString())
            .sorted()
            .toList();
  }

  /** Login names of those whose turn it is, sorted: the attention set. */
  public List<String> attention() {
    return Objects.requireNonNullElse(json.getAsJsonObject("attention_set"), new JsonObject())
        .asMap()
        .values()
        .stream()
        .map(each -> each.getAsJsonObject().getAsJsonObject("account"))
        .map(account -> account.get("username").getAsString())
        .sorted()
        .toList();
  }

  /** What Gerrit and people wrote on the change, oldest first. */
  public List<String> messages() {
    return StreamSupport.stream(json.getAsJsonArray("messages").spliterator(), false)
        .map(message -> message.getAsJsonObject().get("message").getAsString())
        .toList();
  }

  private JsonObject currentRevision() {
    return json.getAsJsonObject("revisions").getAsJsonObject(commit());
  }

  private static java.util.stream.Stream<String> strings(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsString);
  }
}
