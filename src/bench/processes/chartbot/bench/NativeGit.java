package chartbot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What chartbot is measured against: shell scripts of native Git and curl. */
final class NativeGit {

  /** What an engineer would write: url, image, tag, folder, REST address. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      set -e
      git clone -q --depth 1 --branch master "$1" "$4"
      cd "$4"
      sed -i "/name: $2\\$/{n;s/tag: .*/tag: $3/;}" values.yaml
      id=I$(printf '%s' "$2$3" | sha1sum | cut -c1-40)
      git -c user.name=bot -c user.email=bot@example.com commit -qam "Update $2 to $3

      Change-Id: $id"
      git push -q origin HEAD:refs/for/master
      curl -sSf "$5/a/changes/?q=change:$id" | grep -q "$id"
      """;

  /** Url and commit; in a bare repository that has the tip. */
  private static final String FLOOR =
      """
      #!/bin/sh
      set -e
      git ls-remote -q "$1" refs/heads/master >/dev/null
      git fetch -q --depth 1 "$1" refs/heads/master
      git push -q "$1" "$2:refs/for/master"
      """;

  /**
   * A push, and what has to be asked of Gerrit before it and behind it where there shall be one
   * open change: url, commit, REST address, project.
   */
  private static final String ASKING =
      """
      #!/bin/sh
      set -e
      open="$3/a/changes/?q=project:$4+branch:master+status:open+hashtag:chartbot"
      open="$open&o=ALL_REVISIONS&o=ALL_COMMITS&o=DETAILED_ACCOUNTS&o=LABELS&o=MESSAGES"
      curl -sSf "$3/a/projects/$4/branches/master" >/dev/null &
      curl -sSf "$open" >/dev/null
      wait
      git push -q "$1" "$2:refs/for/master"
      curl -sSf "$open" >/dev/null
      """;

  private final TimedProcesses processes;
  private final Path work;

  NativeGit(TimedProcesses processes, Path work) throws IOException {
    this.processes = processes;
    this.work = work;
    Files.writeString(work.resolve("script.sh"), SCRIPT);
    Files.writeString(work.resolve("floor.sh"), FLOOR);
    Files.writeString(work.resolve("asking.sh"), ASKING);
  }

  Figure script(BenchChart chart, URI url, Path folder, int tag) throws Exception {
    return sh(
        folder,
        "script.sh",
        git(chart, url),
        "bench-7",
        "2.0.0-" + tag,
        folder.resolve("clone-" + tag).toString(),
        rest(url));
  }

  /** What a cold cache costs native Git, and how long Gerrit needs to send it. */
  Figure bareClone(BenchChart chart, URI url, Path folder, int tag) throws Exception {
    return clone(chart, url, folder.resolve("bare-" + tag));
  }

  /**
   * @param commit as {@link #commit} makes it
   */
  Figure floor(BenchChart chart, URI url, Path folder, String commit) throws Exception {
    return sh(bare(chart, url, folder), "floor.sh", git(chart, url), commit);
  }

  /**
   * @param commit as {@link #commit} makes it
   */
  Figure asking(BenchChart chart, URI url, Path folder, String commit) throws Exception {
    return sh(
        bare(chart, url, folder), "asking.sh", git(chart, url), commit, rest(url), chart.project());
  }

  private Figure sh(Path folder, String script, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 2];
    command[0] = "sh";
    command[1] = work.resolve(script).toString();
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    return processes.run(Map.of(), folder, command);
  }

  private static String git(BenchChart chart, URI url) {
    return url + "a/" + chart.project();
  }

  private static String rest(URI url) {
    return url.toString().replaceAll("/$", "");
  }

  private Path bare(BenchChart chart, URI url, Path folder) throws Exception {
    Path bare = folder.resolve("floor.git");
    if (!Files.exists(bare)) {
      clone(chart, url, bare);
    }
    return bare;
  }

  private Figure clone(BenchChart chart, URI url, Path bare) throws Exception {
    return processes.run(
        Map.of(),
        work,
        "git",
        "clone",
        "-q",
        "--bare",
        "--depth",
        "1",
        git(chart, url),
        bare.toString());
  }

  /** A commit on the tip whose values differ in one line, in the repository of the floor. */
  String commit(BenchChart chart, URI url, Path folder, int tag) throws Exception {
    Path bare = bare(chart, url, folder);
    Path values = work.resolve("values.yaml");
    Files.writeString(
        values, chart.values().replaceFirst("tag: 1.0.0-1\n", "tag: 2.0.0-" + tag + "\n"));
    String script =
        """
        export GIT_INDEX_FILE=bench.index
        git read-tree master
        git update-index --cacheinfo 100644,$(git hash-object -w '%s'),values.yaml
        git -c user.name=bot -c user.email=bot@example.com commit-tree $(git write-tree) \
        -p master -m 'Update %d

        Change-Id: I%040d'
        """
            .formatted(values, tag, tag);
    Process process = processes.builder(Map.of(), bare, "sh", "-c", script).start();
    String commit = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("no commit could be made in " + bare);
    }
    return commit;
  }
}
