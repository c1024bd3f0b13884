package chartbot.git;

import chartbot.cache.RunFolder;
import chartbot.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;

/**
 * A bare repository for one run, in a folder of its own that goes with it. JGit's in-memory
 * repository would do without the folder, but it cannot read a shallow history.
 */
final class BareStore implements Store {

  private final RunFolder folder;
  private final Repository repository;

  /** Ctrl-C leaves nothing behind. */
  private final Thread atExit;

  private BareStore(RunFolder folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
    this.atExit = new Thread(folder::delete, "chartbot-git-cleanup");
  }

  static BareStore create() throws EnvironmentException {
    return create(RunFolder.temporary());
  }

  /** Also deletes what killed runs have left there. */
  static BareStore create(Path temporary) throws EnvironmentException {
    try {
      RunFolder folder = RunFolder.create(temporary, "chartbot-git-");
      folder.deleteAbandoned();
      Repository repository = new FileRepository(folder.path().resolve("git").toFile());
      repository.create(true);
      BareStore store = new BareStore(folder, repository);
      Runtime.getRuntime().addShutdownHook(store.atExit);
      return store;
    } catch (IOException e) {
      throw EnvironmentException.permanent(
          "cannot create a temporary folder: " + e.getMessage(),
          "make room in "
              + System.getProperty("java.io.tmpdir")
              + ", or name another folder with"
              + " -Djava.io.tmpdir in JAVA_TOOL_OPTIONS",
          e);
    }
  }

  @Override
  public Repository repository() {
    return repository;
  }

  @Override
  public boolean isCache() {
    return false;
  }

  @Override
  public void close() {
    drop();
  }

  @Override
  public void drop() {
    repository.close();
    folder.delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook has its turn by itself.
    }
  }
}
