package chartbot.chart;

import chartbot.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what a golden case asks for, one word a line: {@code NAME:TAG}, {@code path=DOTTED}, {@code
 * no-job}, {@code if-missing=skip|fail}, {@code memory=QUANTITY}.
 */
final class GoldenRequest {

  private GoldenRequest() {}

  static EditRequest read(Path args) throws IOException, UserException {
    return of(Files.readAllLines(args));
  }

  static EditRequest of(List<String> words) throws UserException {
    String path = "images";
    boolean withJob = true;
    EditRequest.IfMissing ifMissing = EditRequest.IfMissing.ADD;
    Optional<String> memory = Optional.empty();
    List<String> images = new ArrayList<>();
    for (String word : words) {
      String value = word.substring(word.indexOf('=') + 1);
      if (word.startsWith("path=")) {
        path = value;
      } else if (word.equals("no-job")) {
        withJob = false;
      } else if (word.equals("if-missing=skip")) {
        ifMissing = EditRequest.IfMissing.SKIP;
      } else if (word.equals("if-missing=fail")) {
        ifMissing = EditRequest.IfMissing.FAIL;
      } else if (word.startsWith("memory=")) {
        memory = Optional.of(value);
      } else if (!word.isBlank()) {
        images.add(word);
      }
    }
    ImageRules rules =
        new ImageRules(
            "eric-enm-models-", Set.of(), Pattern.compile(".+"), path, List.of("values.yaml"));
    List<Image> parsed = new ArrayList<>();
    for (String image : images) {
      parsed.add(rules.parse(image));
    }
    return new EditRequest(parsed, rules, jobs(memory), ifMissing, withJob, false);
  }

  private static Jobs jobs(Optional<String> memory) {
    JobSettings standard = JobSettings.defaults();
    JobSettings settings =
        new JobSettings(
            standard.template(),
            standard.helpers(),
            standard.hook(),
            standard.hookWeight(),
            standard.deletePolicy(),
            standard.backoffLimit(),
            standard.condition(),
            standard.blocks(),
            standard.restartPolicy(),
            memory,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Jobs(settings, Map.of());
  }
}
