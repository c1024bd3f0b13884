package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.inspect.InventoryRow;
import chartbot.inspect.SyncRow;
import chartbot.inspect.SyncRow.State;
import chartbot.lifecycle.UpdateRequest;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncTest extends CommandLineTest {

  @BeforeEach
  void aServerAndARegistry() throws IOException {
    configure(
        """
        gerrit: {url: https://gerrit.example.com/}
        registry: {url: https://registry.example.com/, repository: proj}
        targets: [{name: one, project: charts/one}]
        """);
    parts.answers.put(
        "one",
        (target, request) ->
            new UpdateResult(
                target,
                Outcome.PUSHED,
                List.of(),
                Optional.empty(),
                "Update " + request.text(),
                "",
                "",
                Verified.FULL,
                Map.of(),
                List.of()));
    parts.behind.add(row("a", State.BEHIND));
    parts.behind.add(row("b", State.CURRENT));
    parts.behind.add(row("c", State.BEHIND));
  }

  @Test
  void eachImageThatIsBehindIsUpdatedByItself() {
    assertThat(run("sync")).isZero();
    assertThat(images()).containsExactly("a:1.0.0-2", "c:1.0.0-2");
    assertThat(out.toString(UTF_8))
        .startsWith(
            """
            IMAGE  BRANCH   PROPOSED  REGISTRY  STATE
            a      1.0.0-1  -         1.0.0-2   behind
            b      1.0.0-1  -         1.0.0-2   up to date
            c      1.0.0-1  -         1.0.0-2   behind
            """);
  }

  @Test
  void aDryRunIsOnlyTheTable() {
    assertThat(run("sync", "--dry-run")).isZero();
    assertThat(parts.requests).isEmpty();
    assertThat(out.toString(UTF_8)).contains("behind");
  }

  @Test
  void aGroupIsOneUpdate() {
    assertThat(run("sync", "--group", "nightly")).isZero();
    assertThat(images()).containsExactly("a:1.0.0-2, c:1.0.0-2");
    assertThat(parts.requests.get(0).group()).contains("nightly");
  }

  @Test
  void aPatternIsOneUpdateOfThoseThatMatch() {
    parts.behind.add(row("c-2", State.BEHIND));

    assertThat(run("sync", "--group", "c*")).isZero();

    assertThat(images()).containsExactly("c:1.0.0-2, c-2:1.0.0-2", "a:1.0.0-2");
    assertThat(parts.requests)
        .extracting(UpdateRequest::group)
        .containsExactly(Optional.of("c*"), Optional.empty());
  }

  @Test
  void whatReviewLimitHasNoRoomForIsNotTriedAndIsTold() throws IOException {
    Files.writeString(
        folder.resolve("chartbot.yaml"),
        """
        gerrit: {url: https://gerrit.example.com/}
        registry: {url: https://registry.example.com/}
        targets: [{name: one, project: charts/one, review: {limit: 1}}]
        """);

    assertThat(run("sync")).isZero();

    assertThat(images()).containsExactly("a:1.0.0-2");
    assertThat(out.toString(UTF_8))
        .contains("left alone", "  note: c:1.0.0-2 waits: review.limit is 1\n");
  }

  @Test
  void aLimitIsKept() {
    assertThat(run("sync", "--limit", "1")).isZero();
    assertThat(images()).containsExactly("a:1.0.0-2");
    assertThat(run("sync", "--limit", "0")).isEqualTo(2);
  }

  @Test
  void anImageThatCannotBeLookedUpFailsTheRunAndStopsNoOther() {
    parts.behind.add(
        new SyncRow(
            "d",
            Optional.of("1.0.0-1"),
            Optional.empty(),
            Optional.empty(),
            State.UNKNOWN,
            "the registry failed"));

    assertThat(run("sync")).isEqualTo(5);
    assertThat(images()).hasSize(2);
    assertThat(err.toString(UTF_8)).contains("warning: d: the registry failed");
  }

  @Test
  void waitingForAnImageNeedsARegistry() throws IOException {
    assertThat(run("update", "--wait-for-image", "5m", "init:1.0.0-2")).isZero();
    assertThat(parts.connection.orElseThrow().registry().orElseThrow().waitForImage())
        .hasMinutes(5);

    Files.writeString(
        folder.resolve("chartbot.yaml"),
        "gerrit: {url: https://gerrit.example.com/}\ntargets: [{name: one, project: p}]\n");
    assertThat(run("update", "--wait-for-image", "5m", "init:1.0.0-2")).isEqualTo(3);
  }

  @Test
  void theInventoryIsATableJsonAndAPage() {
    parts.stock.add(
        new InventoryRow(
            "one",
            "a",
            Optional.of("1.0.0-1"),
            Optional.of("1.0.0-2"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("no template")));

    assertThat(run("inventory")).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            TARGET  IMAGE  BRANCH   REGISTRY  PROPOSED  CHANGE  AGE  FINDINGS
            one     a      1.0.0-1  1.0.0-2   -         -       -    no template
            """);
    out.reset();
    assertThat(run("inventory", "--json")).isZero();
    assertThat(
            JsonParser.parseString(out.toString(UTF_8))
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("newest")
                .getAsString())
        .isEqualTo("1.0.0-2");
    out.reset();
    assertThat(run("inventory", "--html")).isZero();
    assertThat(out.toString(UTF_8)).startsWith("<!DOCTYPE html>").contains("<td>1.0.0-1</td>");
    assertThat(run("inventory", "--html", "--json")).isEqualTo(2);
  }

  private List<String> images() {
    return parts.requests.stream().map(UpdateRequest::text).toList();
  }

  private static SyncRow row(String name, State state) {
    return new SyncRow(
        name, Optional.of("1.0.0-1"), Optional.empty(), Optional.of("1.0.0-2"), state, "");
  }
}
