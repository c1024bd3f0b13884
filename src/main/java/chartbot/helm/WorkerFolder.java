package chartbot.helm;

import chartbot.cache.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that one worker has on disk. It is the owner's only, and goes with the worker. */
final class WorkerFolder {

  private final Path path;
  private @Nullable RunFolder made;

  WorkerFolder(Path path) {
    this.path = path;
  }

  /** Makes an empty one with a new random name, locked until it is deleted. */
  static WorkerFolder create(Path temporary) throws IOException {
    RunFolder made = RunFolder.create(temporary, "chartbot-helm-");
    WorkerFolder folder = new WorkerFolder(made.path());
    folder.made = made;
    for (Path each : List.of(folder.home(), folder.temporary(), folder.work())) {
      Files.createDirectory(each);
    }
    return folder;
  }

  Path path() {
    return path;
  }

  Path home() {
    return path.resolve("home");
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  /** The worker's working folder; nothing is written to it. */
  Path work() {
    return path.resolve("work");
  }

  /** Deletes what is there; what another process deletes meanwhile is no error. */
  void delete() {
    if (made != null) {
      made.delete();
    } else {
      RunFolder.deleteTree(path);
    }
  }

  /** Deletes the folders of killed processes. */
  void deleteAbandoned() {
    if (made != null) {
      made.deleteAbandoned();
    }
  }
}
