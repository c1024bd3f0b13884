package chartbot.git;

import chartbot.error.EnvironmentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FileUtils;

/**
 * A bare repository for one run, in a folder of its own that goes with it. JGit's in-memory
 * repository would do without the folder, but it cannot read a shallow history.
 */
final class BareStore implements Store {

  private final File folder;
  private final Repository repository;

  /** Ctrl-C leaves nothing behind. */
  private final Thread atExit = new Thread(this::delete, "chartbot-git-cleanup");

  private BareStore(File folder, Repository repository) {
    this.folder = folder;
    this.repository = repository;
  }

  static BareStore create() throws EnvironmentException {
    try {
      Path folder = Files.createTempDirectory("chartbot-git-");
      Repository repository = new FileRepository(folder.toFile());
      repository.create(true);
      BareStore store = new BareStore(folder.toFile(), repository);
      Runtime.getRuntime().addShutdownHook(store.atExit);
      return store;
    } catch (IOException e) {
      throw EnvironmentException.lasting(
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
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook has its turn by itself.
    }
  }

  private void delete() {
    try {
      FileUtils.delete(
          folder,
          FileUtils.RECURSIVE | FileUtils.RETRY | FileUtils.SKIP_MISSING | FileUtils.IGNORE_ERRORS);
    } catch (IOException e) {
      // What stays in the temporary folder hurts nobody.
    }
  }
}
