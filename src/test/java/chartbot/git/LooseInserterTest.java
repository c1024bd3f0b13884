package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooseInserterTest {

  @TempDir Path folder;

  @Test
  void jgitReadsWhatIsInsertedUnderTheNameThatItWouldGiveIt() throws IOException {
    for (byte[] content : contents()) {
      try (Repository repository = repository();
          ObjectInserter inserter = LooseInserter.of(repository);
          ObjectInserter jgits = repository.newObjectInserter()) {
        ObjectId wanted = jgits.idFor(Constants.OBJ_BLOB, content);

        assertThat(inserter.idFor(Constants.OBJ_BLOB, content)).isEqualTo(wanted);
        assertThat(inserter.insert(Constants.OBJ_BLOB, content)).isEqualTo(wanted);
        assertThat(repository.open(wanted, Constants.OBJ_BLOB).getBytes()).isEqualTo(content);
      }
    }
  }

  @Test
  void anotherRepositoryOnTheSameFilesReadsItToo() throws IOException {
    ObjectId id;
    try (Repository repository = repository();
        ObjectInserter inserter = LooseInserter.of(repository)) {
      id = inserter.insert(Constants.OBJ_BLOB, "a\n".getBytes(UTF_8));
    }
    try (Repository again = new FileRepository(git().toFile());
        ObjectReader reader = again.newObjectReader()) {
      assertThat(reader.open(id).getBytes()).isEqualTo("a\n".getBytes(UTF_8));
    }
  }

  @Test
  void aPartOfAnArrayAStreamAndATreeAreInsertedAsJgitWould() throws Exception {
    byte[] text = "xxtext\nxx".getBytes(UTF_8);
    try (Repository repository = repository();
        ObjectInserter inserter = LooseInserter.of(repository);
        ObjectInserter jgits = repository.newObjectInserter()) {
      ObjectId part = inserter.insert(Constants.OBJ_BLOB, text, 2, 5);
      ObjectId stream =
          inserter.insert(Constants.OBJ_BLOB, 5, new ByteArrayInputStream(text, 2, 7));
      TreeFormatter tree = new TreeFormatter();
      tree.append("values.yaml", FileMode.REGULAR_FILE, part);
      ObjectId treeId = inserter.insert(tree);

      assertThat(part).isEqualTo(stream).isEqualTo(jgits.idFor(Constants.OBJ_BLOB, text, 2, 5));
      assertThat(treeId).isEqualTo(jgits.idFor(tree));
      byte[] raw = repository.open(treeId, Constants.OBJ_TREE).getBytes();
      new ObjectChecker().checkTree(raw);
    }
  }

  @Test
  void whatIsThereIsNotWrittenAgainAndNothingElseIsLeftBehind() throws IOException {
    try (Repository repository = repository();
        ObjectInserter inserter = LooseInserter.of(repository)) {
      byte[] content = "a\n".getBytes(UTF_8);
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, content);
      List<Path> before = objects();
      Path file = git().resolve("objects").resolve(before.get(0));
      FileTime longAgo = FileTime.fromMillis(0);
      Files.setLastModifiedTime(file, longAgo);
      inserter.insert(Constants.OBJ_BLOB, content);

      assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
      assertThat(objects()).isEqualTo(before);
      String name = id.name();
      assertThat(before)
          .extracting(Path::toString)
          .containsExactly(name.substring(0, 2) + "/" + name.substring(2));
    }
  }

  @Test
  void aStreamThatEndsTooSoonIsRefused() throws IOException {
    try (Repository repository = repository();
        ObjectInserter inserter = LooseInserter.of(repository)) {
      InputStream two = new ByteArrayInputStream(new byte[2]);

      assertThatThrownBy(() -> inserter.insert(Constants.OBJ_BLOB, 3, two))
          .isInstanceOf(EOFException.class);
      assertThat(objects()).isEmpty();
    }
  }

  private static List<byte[]> contents() {
    Random random = new Random(7);
    byte[] noise = new byte[100_000];
    random.nextBytes(noise);
    return List.of(
        new byte[0],
        "one line\n".getBytes(UTF_8),
        "a line of many\n".repeat(40_000).getBytes(UTF_8),
        noise);
  }

  private List<Path> objects() throws IOException {
    Path objects = git().resolve("objects");
    try (Stream<Path> files = Files.walk(objects)) {
      return files.filter(Files::isRegularFile).map(objects::relativize).sorted().toList();
    }
  }

  private Path git() {
    return folder.resolve("git");
  }

  private Repository repository() throws IOException {
    Repository repository = new FileRepository(git().toFile());
    if (!repository.getObjectDatabase().exists()) {
      repository.create(true);
    }
    return repository;
  }
}
