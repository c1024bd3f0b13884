package chartbot.git;

import org.eclipse.jgit.lib.Repository;

/** Where fetched and built objects are kept. */
interface Store extends AutoCloseable {

  Repository repository();

  /** Whether it was there before this run: then it may be damaged, and can be done without. */
  boolean isCache();

  /** Closes it and takes away what it holds. */
  void drop();

  @Override
  void close();
}
