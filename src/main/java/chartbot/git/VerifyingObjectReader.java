package chartbot.git;

import chartbot.error.UserException;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Reads objects and proves each by its SHA-1, which JGit does not: the server named the tip, so
 * nothing that a damaged cache holds can pass for what the server has.
 */
final class VerifyingObjectReader extends ObjectReader.Filter {

  /** Nothing that a chart needs comes near to it, and memory must hold it. */
  private static final int LARGEST = 100 << 20;

  private final ObjectReader real;

  private VerifyingObjectReader(ObjectReader real) {
    this.real = real;
  }

  static ObjectReader of(Repository repository) {
    return new VerifyingObjectReader(repository.newObjectReader());
  }

  @Override
  protected ObjectReader delegate() {
    return real;
  }

  @Override
  public ObjectReader newReader() {
    return new VerifyingObjectReader(real.newReader());
  }

  /** The content of a file. */
  static byte[] read(ObjectReader reader, ObjectId blob) throws IOException {
    return reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(LARGEST);
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    ObjectLoader loader = super.open(id, type);
    if (loader.getSize() > LARGEST) {
      throw new IOException(
          new UserException(
              "an object of the project is larger than " + (LARGEST >> 20) + " MiB: " + id.name(),
              "keep files of that size out of the chart"));
    }
    byte[] content = loader.getCachedBytes(LARGEST);
    ObjectId actual = new ObjectInserter.Formatter().idFor(loader.getType(), content);
    if (!actual.equals(id)) {
      throw new CorruptObjectException(id.toObjectId(), "its content is that of " + actual.name());
    }
    return new ObjectLoader.SmallObject(loader.getType(), content);
  }

  @Override
  public ObjectLoader open(AnyObjectId id) throws IOException {
    return open(id, OBJ_ANY);
  }

  @Override
  public Set<ObjectId> getShallowCommits() throws IOException {
    return real.getShallowCommits();
  }
}
