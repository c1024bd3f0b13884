package chartbot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A committed file that is generated from the code. */
public final class GeneratedPage {

  private static final Path OUTPUT = Path.of("target", "generated-docs");

  private GeneratedPage() {}

  /** Compares; where they differ, what should be committed is left in {@code target}. */
  public static void check(Path committed, String generated) throws IOException {
    if (Files.readString(committed).equals(generated)) {
      return;
    }
    Files.createDirectories(OUTPUT);
    Path copy = Files.writeString(OUTPUT.resolve(committed.getFileName()), generated);
    assertThat(committed)
        .describedAs("generated from the code; copy %s to %s", copy, committed)
        .hasContent(generated);
  }
}
