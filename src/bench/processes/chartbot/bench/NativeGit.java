package chartbot.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Native Git and curl, in a bare repository that has the tip. */
record NativeGit(TimedProcesses processes, Path work, URI url) {

  /** Makes a commit with another tag of an image: number of the image, tag. */
  private static final String COMMIT =
      """
      commit() {
        sed "/name: bench-$1\\$/{n;s/tag: .*/tag: 2.0.0-$2/;}" values.yaml >values.new
        GIT_INDEX_FILE=bench.index; export GIT_INDEX_FILE
        git read-tree master
        git update-index --cacheinfo 100644,$(git hash-object -w values.new),values.yaml
        git -c user.name=bot -c user.email=bot@example.com commit-tree $(git write-tree) -p master -m "Update bench-$1 to 2.0.0-$2

      - bench-$1: 1.0.0-1 -> 2.0.0-$2

      Model-Image: bench-$1:2.0.0-$2
      Change-Id: I$(printf '%s' "$PWD $1 $2" | sha1sum | cut -c1-40)"
      }
      """;

  /** A push, and what has to be asked before and after it: commit, REST address, project. */
  private static final String ASKING =
      """
      set -e
      open="$2/a/changes/?q=project:$3+branch:master+status:open+hashtag:chartbot"
      open="$open&o=ALL_REVISIONS&o=ALL_COMMITS&o=DETAILED_ACCOUNTS&o=LABELS&o=MESSAGES"
      curl -sSf "$2/a/projects/$3/branches/master" >/dev/null &
      curl -sSf "$open" >/dev/null
      wait
      git push -q origin "$1:refs/for/master"
      curl -sSf "$open" >/dev/null
      """;

  Figure asking(BenchChart chart, int tag) throws Exception {
    Path bare = bare(chart);
    sh(bare, COMMIT + "git tag -f bench $(commit 7 " + tag + ")");
    String rest = url.toString().replaceAll("/$", "");
    return processes.run(
        Map.of(), bare, "sh", "-c", ASKING, "asking", "refs/tags/bench^0", rest, chart.project());
  }

  /** Pushes as many changes as the bot would make, each of another image. */
  void propose(BenchChart chart, int count, int tag) throws Exception {
    sh(
        bare(chart),
        COMMIT
            + "set -e\nfor i in $(seq 0 %d); do\n".formatted(count - 1)
            + "git push -q origin $(commit $i %d):refs/for/master%%hashtag=chartbot\n"
                .formatted(tag)
            + "done");
  }

  void branch(BenchChart chart, List<String> branches) throws Exception {
    StringBuilder push = new StringBuilder("git push -q \"$(git remote get-url admin)\"");
    branches.forEach(name -> push.append(" master:refs/heads/").append(name));
    String admin = url.toString().replace("://", "://admin:secret@") + "a/" + chart.project();
    Path bare = bare(chart);
    sh(bare, "git remote add admin " + admin + "\n" + push);
  }

  private Path bare(BenchChart chart) throws Exception {
    Path bare = work.resolve(chart.project() + "-native.git");
    if (!Files.exists(bare)) {
      String project = url + "a/" + chart.project();
      sh(work, "git clone -q --bare --depth 1 --branch master " + project + " " + bare);
      sh(bare, "git show master:values.yaml >values.yaml");
    }
    return bare;
  }

  private void sh(Path folder, String script) throws Exception {
    processes.run(Map.of(), folder, "sh", "-c", script);
  }
}
