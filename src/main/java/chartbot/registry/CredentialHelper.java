package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The programs {@code docker-credential-NAME} on the PATH. See
 * https://github.com/docker/docker-credential-helpers.
 */
final class CredentialHelper {

  private record Stored(
      @SerializedName("Username") @Nullable String username,
      @SerializedName("Secret") @Nullable String secret) {}

  private static final int LONGEST_OUTPUT = 64 << 10;
  private static final long SECONDS = 30;

  private final Map<String, String> environment;

  CredentialHelper(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Asks a helper for the credentials of one server.
   *
   * @throws EnvironmentException when there is no such program, or it gives no answer
   */
  Optional<RegistryLogin> get(String name, String server) throws EnvironmentException {
    String program = "docker-credential-" + name;
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw fault("'" + program + "' is not a credential helper", null);
    }
    Path file = find(program);
    try {
      return run(file, server);
    } catch (IOException e) {
      throw fault(program + " failed: " + e.getMessage(), e);
    } catch (JsonParseException e) {
      throw fault(program + " printed something else than credentials", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw fault("interrupted: " + program, e);
    }
  }

  private Path find(String program) throws EnvironmentException {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path file = Path.of(folder).resolve(program);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return file;
      }
    }
    throw fault(program + " is not on the PATH", null);
  }

  private Optional<RegistryLogin> run(Path file, String server)
      throws IOException, InterruptedException, EnvironmentException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(file.toString(), "get"))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(server.getBytes(UTF_8));
      }
      CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process));
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw fault(file.getFileName() + " gave no answer in " + SECONDS + " s", null);
      }
      return process.exitValue() == 0 ? login(output.join()) : Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  private static byte[] read(Process process) {
    try (InputStream out = process.getInputStream()) {
      return out.readNBytes(LONGEST_OUTPUT);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static Optional<RegistryLogin> login(byte[] output) {
    Stored stored = new Gson().fromJson(new String(output, UTF_8), Stored.class);
    if (stored == null || stored.secret() == null || stored.username() == null) {
      return Optional.empty();
    }
    return Optional.of(
        stored.username().equals("<token>")
            ? RegistryLogin.identityToken(stored.secret())
            : RegistryLogin.password(stored.username(), stored.secret()));
  }

  private static EnvironmentException fault(String message, @Nullable Throwable cause) {
    return EnvironmentException.permanent(
        message, "fix credsStore or credHelpers in Docker's config.json", cause);
  }
}
