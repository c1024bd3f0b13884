package chartbot.registry;

import chartbot.error.EnvironmentException;
import chartbot.image.Digest;
import chartbot.image.ImageDetails;
import chartbot.image.ImageRegistry;
import chartbot.image.ImageSignature;
import chartbot.image.RegistryRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A registry that speaks the OCI distribution API, or Docker's of before. */
public final class OciRegistry implements ImageRegistry {

  private static final Duration ONE_OPERATION = Duration.ofMinutes(3);
  private static final int PAGE = 1000;
  private static final int MOST_PAGES = 500;
  private static final int MOST_TAGS = 200_000;
  private static final int LONGEST_PAGE = 16 << 20;
  private static final int LONGEST_CONFIG = 4 << 20;
  private static final Pattern NEXT = Pattern.compile("<([^>]{1,4096})>\\s*;\\s*rel=\"?next\"?");

  private record TagList(@Nullable List<@Nullable String> tags) {}

  private final RegistryServer server;
  private final RegistryClient client;
  private final Manifests manifests;
  private final Signatures signatures;
  private final Clock clock;

  OciRegistry(
      RegistryServer server,
      Optional<SSLContext> tls,
      Clock clock,
      Transport.Pause pause,
      Consumer<String> trace) {
    this.server = server;
    this.clock = clock;
    Transport transport = new Transport(tls, clock, pause, trace);
    this.client = new RegistryClient(server, transport, new Access(server, transport, clock));
    this.manifests = new Manifests(server, client);
    this.signatures = new Signatures(server, client, manifests);
  }

  /**
   * The configured registry, with the credentials of REGISTRY_USERNAME and REGISTRY_PASSWORD, or
   * else of Docker's configuration.
   *
   * @param trace gets one line for each request
   * @throws EnvironmentException when the stored credentials cannot be read
   */
  public static OciRegistry connect(
      RegistryRules rules,
      Map<String, String> environment,
      Path home,
      Clock clock,
      Consumer<String> trace)
      throws EnvironmentException {
    RegistryServer server =
        new RegistryServer(
            rules.url(),
            rules.repository(),
            rules.tokenServer(),
            login(rules.url(), environment, home));
    return new OciRegistry(
        server, Optional.empty(), clock, time -> Thread.sleep(time.toMillis()), trace);
  }

  static Optional<RegistryLogin> login(URI url, Map<String, String> environment, Path home)
      throws EnvironmentException {
    String username = environment.getOrDefault("REGISTRY_USERNAME", "");
    String password = environment.getOrDefault("REGISTRY_PASSWORD", "");
    if (username.isEmpty() != password.isEmpty()) {
      throw EnvironmentException.permanent(
          "only one of REGISTRY_USERNAME and REGISTRY_PASSWORD is set", "set both", null);
    }
    return username.isEmpty()
        ? DockerConfig.read(environment, home).find(url, new CredentialHelper(environment))
        : Optional.of(RegistryLogin.password(username, password));
  }

  @Override
  public void ping() throws EnvironmentException {
    RegistryResponse answer = client.send("GET", "", "", "", LONGEST_PAGE, deadline());
    if (answer.status() != 200) {
      throw RegistryFaults.refused(answer);
    }
  }

  @Override
  public List<String> tags(String name) throws EnvironmentException {
    Deadline deadline = deadline();
    Set<String> tags = new LinkedHashSet<>();
    String query = "n=" + PAGE;
    for (int page = 0; page < MOST_PAGES && !query.isEmpty(); page++) {
      String path = server.repositoryOf(name) + "/tags/list?" + query;
      RegistryResponse answer =
          client.send("GET", path, server.scope(name), "", LONGEST_PAGE, deadline);
      if (isUnknown(answer)) {
        return List.copyOf(tags);
      }
      List<String> found = tagsOf(answer);
      boolean anyNew = tags.addAll(found);
      if (tags.size() > MOST_TAGS) {
        throw RegistryFaults.unexpected(answer, "more than " + MOST_TAGS + " tags", null);
      }
      String next = next(answer, found);
      if (next.equals(query) || (!anyNew && !found.isEmpty())) {
        return List.copyOf(tags);
      }
      query = next;
      if (page == MOST_PAGES - 1 && !query.isEmpty()) {
        throw RegistryFaults.unexpected(answer, "more than " + MOST_PAGES + " pages of tags", null);
      }
    }
    return List.copyOf(tags);
  }

  /**
   * The query of the next page, empty where there is none. Only the query of the link is used: an
   * Artifactory behind a path leaves that out of the link (RTFACT-18971), and a link must not lead
   * to another server.
   */
  private static String next(RegistryResponse answer, List<String> found) {
    for (String link : answer.headers().allValues("Link")) {
      Matcher next = NEXT.matcher(link);
      if (next.find()) {
        int query = next.group(1).indexOf('?');
        return query < 0
            ? ""
            : next.group(1).substring(query + 1).replaceAll("[\\s\"\\\\^`{|}]", "");
      }
    }
    // A registry that pages and gives no link, such as Nexus, has more only behind a full page.
    return found.size() == PAGE ? "n=" + PAGE + "&last=" + found.get(PAGE - 1) : "";
  }

  private static List<String> tagsOf(RegistryResponse answer) throws EnvironmentException {
    List<@Nullable String> listed = Manifests.read(answer, TagList.class).tags();
    List<String> tags = new ArrayList<>();
    for (String tag : listed == null ? List.<@Nullable String>of() : listed) {
      if (tag != null && Manifest.TAG.matcher(tag).matches()) {
        tags.add(tag);
      }
    }
    return tags;
  }

  @Override
  public Optional<Digest> digest(String name, String tag) throws EnvironmentException {
    if (!Manifest.TAG.matcher(tag).matches()) {
      return Optional.empty();
    }
    Deadline deadline = deadline();
    String path = server.repositoryOf(name) + "/manifests/" + tag;
    RegistryResponse answer =
        client.send("HEAD", path, server.scope(name), Manifests.TYPES, Manifests.LONGEST, deadline);
    if (answer.status() != 200) {
      return Optional.empty();
    }
    Optional<Digest> digest = answer.header("Docker-Content-Digest").flatMap(Digest::parse);
    if (digest.isPresent()) {
      return digest;
    }
    RegistryResponse whole =
        client.send("GET", path, server.scope(name), Manifests.TYPES, Manifests.LONGEST, deadline);
    return whole.status() == 200 ? Optional.of(Digest.of(whole.body())) : Optional.empty();
  }

  @Override
  public Optional<ImageDetails> details(String name, Digest digest) throws EnvironmentException {
    Deadline deadline = deadline();
    Map<String, String> labels = new HashMap<>();
    Optional<Manifest> found = manifests.get(name, digest, deadline);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Manifest manifest = found.get();
    if (manifest.isIndex()) {
      labels.putAll(manifest.annotationTexts());
      Optional<Digest> platform = manifest.preferredPlatform();
      // An index in an index is legal, and nobody pulls one: its depth ends here.
      Optional<Manifest> image =
          platform.isPresent() ? manifests.get(name, platform.get(), deadline) : Optional.empty();
      if (image.isEmpty()) {
        return Optional.of(new ImageDetails(labels, Optional.empty()));
      }
      manifest = image.get();
    }
    labels.putAll(manifest.annotationTexts());
    Optional<Digest> config = manifest.configDigest();
    if (config.isEmpty()) {
      return Optional.of(new ImageDetails(labels, Optional.empty()));
    }
    Optional<RegistryResponse> blob = manifests.blob(name, config.get(), LONGEST_CONFIG, deadline);
    if (blob.isEmpty()) {
      return Optional.of(new ImageDetails(labels, Optional.empty()));
    }
    ImageConfig read = Manifests.read(blob.get(), ImageConfig.class);
    labels.putAll(read.labels());
    return Optional.of(new ImageDetails(labels, instant(read.created())));
  }

  private static Optional<Instant> instant(@Nullable String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant()).filter(t -> t.getEpochSecond() > 0);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** No such image; or a name that no repository can have. */
  private static boolean isUnknown(RegistryResponse answer) throws EnvironmentException {
    if (answer.status() == 400 && !answer.names("NAME_INVALID")) {
      throw RegistryFaults.refused(answer);
    }
    return answer.status() != 200;
  }

  private Deadline deadline() {
    return Deadline.in(ONE_OPERATION, clock);
  }

  @Override
  public List<ImageSignature> signatures(String name, Digest digest) throws EnvironmentException {
    return signatures.of(name, digest, deadline());
  }

  @Override
  public String reference(String name) {
    return server.url().getRawAuthority() + "/" + server.repositoryOf(name);
  }
}
