package chartbot.git;

import java.io.IOException;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Reads objects and proves each by its SHA-1, which JGit does not: the server named the tip, so
 * nothing that a damaged cache holds can pass for what the server has.
 */
final class VerifyingObjectReader extends ObjectReader.Filter {

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

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    ObjectLoader loader = super.open(id, type);
    byte[] content = loader.getCachedBytes(Integer.MAX_VALUE);
    ObjectId actual = ObjectHash.of(loader.getType(), content, 0, content.length);
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
