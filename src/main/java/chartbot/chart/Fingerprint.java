package chartbot.chart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Digests all that a request says, so that two that differ anywhere have different digests. */
final class Fingerprint {

  private final StringBuilder said = new StringBuilder();

  private Fingerprint() {}

  /** SHA-256, 64 hex digits. */
  static String of(EditRequest request, String... context) {
    Fingerprint print = new Fingerprint();
    for (String each : context) {
      print.add(each);
    }
    print.add(request);
    return print.digest();
  }

  private void add(EditRequest request) {
    add(request.images().size());
    for (Image image : request.images()) {
      add(image.name());
      add(image.tag());
    }
    add(request.rules());
    add(request.jobs().standard());
    add(request.jobs().perImage().size());
    for (Map.Entry<String, JobSettings> job : new TreeMap<>(request.jobs().perImage()).entrySet()) {
      add(job.getKey());
      add(job.getValue());
    }
    add(request.ifMissing().name());
    add(request.withJob());
    addAll(new TreeSet<>(request.withoutJob()));
    add(request.overwriteTemplate());
    add(request.version().name());
    // Where all that is missing is added, what is proposed already makes no difference.
    if (!request.ifMissing().adds()) {
      addAll(new TreeSet<>(request.proposed()));
    }
  }

  private void add(ImageRules rules) {
    add(rules.prefix());
    addAll(new TreeSet<>(rules.models()));
    add(rules.tagPattern().pattern());
    add(rules.tagPattern().flags());
    add(rules.path());
    addAll(rules.valuesFiles());
  }

  private void add(JobSettings job) {
    add(job.template().map(TemplateText::file));
    add(job.template().map(TemplateText::text));
    add(job.helpers());
    add(job.hook());
    add(job.hookWeight());
    add(job.deletePolicy());
    add(job.backoffLimit());
    add(job.condition());
    add(job.blocks().size());
    for (JobSettings.Block block : new TreeSet<>(job.blocks())) {
      add(block.name());
    }
    add(job.restartPolicy());
    add(job.memoryRequest());
    add(job.memoryLimit());
    add(job.cpuRequest());
    add(job.cpuLimit());
  }

  private void addAll(Collection<String> texts) {
    add(texts.size());
    texts.forEach(this::add);
  }

  private void add(Optional<?> value) {
    add(value.isPresent());
    value.ifPresent(this::add);
  }

  /** With its length, so that no two values run together to the same text. */
  private void add(Object value) {
    String text = value.toString();
    said.append(text.length()).append(':').append(text);
  }

  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(said.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
