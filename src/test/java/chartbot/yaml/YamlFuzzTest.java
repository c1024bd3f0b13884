package chartbot.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.UserException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Any bytes are either refused or edited with proof. The build replays the inputs kept beside this
 * class; {@code mvn test -Pfuzz} searches for new ones.
 */
class YamlFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void anyBytesAreRefusedOrEditedWithProof(byte[] bytes) {
    try {
      YamlDocument document = YamlDocument.parse("fuzz.yaml", bytes);
      YamlEditor editor = new YamlEditor(document);
      if (document.root() instanceof YamlMapping mapping) {
        for (YamlEntry entry : List.copyOf(mapping.entries())) {
          if (entry.value() instanceof YamlScalar scalar && !entry.isMerge()) {
            editor.replace(scalar, "1.2.3-4");
          }
        }
      }
      if (YamlEditor.isExtensible(document.root())) {
        editor.append(document.root(), NewEntry.of("new", NewEntry.of("tag", "1.2.3-4")));
      }
      assertThat(editor.apply()).isNotNull();
    } catch (UserException refusal) {
      assertThat(refusal.message()).startsWith("fuzz.yaml:");
    }
  }
}
