package chartbot.yaml;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The data of YAML text, without positions; for reading only. */
public final class YamlData {

  private YamlData() {}

  /**
   * The documents of a text as maps, lists and scalars.
   *
   * @param file as messages name it
   */
  public static List<@Nullable Object> documents(String file, String text) throws UserException {
    LoaderOptions options = new LoaderOptions();
    // SnakeYAML's limits are below what real charts hold.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setNestingDepthLimit(500);
    options.setCodePointLimit(Integer.MAX_VALUE);
    List<@Nullable Object> documents = new ArrayList<>();
    try {
      new Yaml(new SafeConstructor(options)).loadAll(text).forEach(documents::add);
      return documents;
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      Location location =
          mark == null
              ? new Location(file, 1, 1)
              : new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
      throw UserException.at(location, "not valid YAML: " + e.getProblem(), null);
    } catch (YAMLException e) {
      throw new UserException(file + ": not valid YAML: " + e.getMessage(), null, e);
    }
  }
}
