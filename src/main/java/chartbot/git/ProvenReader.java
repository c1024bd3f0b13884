package chartbot.git;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Reads objects and proves each by its SHA-1, which JGit does not: the server named the tip, so
 * nothing that a damaged cache holds can pass for what the server has.
 */
final class ProvenReader extends ObjectReader.Filter {

  private final ObjectReader real;

  private ProvenReader(ObjectReader real) {
    this.real = real;
  }

  static ObjectReader of(Repository repository) {
    return new ProvenReader(repository.newObjectReader());
  }

  @Override
  protected ObjectReader delegate() {
    return real;
  }

  @Override
  public ObjectReader newReader() {
    return new ProvenReader(real.newReader());
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    ObjectLoader loader = super.open(id, type);
    byte[] content = loader.getCachedBytes(Integer.MAX_VALUE);
    ObjectId actual = idOf(loader.getType(), content);
    if (!actual.equals(id)) {
      throw new CorruptObjectException(id.toObjectId(), "its content is that of " + actual.name());
    }
    return new ObjectLoader.SmallObject(loader.getType(), content);
  }

  /**
   * JGit's own looks for attempts at collisions, which takes five times as long, and which it has
   * done when it received the object.
   */
  private static ObjectId idOf(int type, byte[] content) {
    MessageDigest hash = Constants.newMessageDigest();
    hash.update(Constants.encodedTypeString(type));
    hash.update((byte) ' ');
    hash.update(Constants.encodeASCII(content.length));
    hash.update((byte) 0);
    hash.update(content);
    return ObjectId.fromRaw(hash.digest());
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
