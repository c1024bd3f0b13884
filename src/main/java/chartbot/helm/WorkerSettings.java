package chartbot.helm;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What one worker is started with.
 *
 * @param command the {@code helm} command; empty: the packaged Helm
 * @param memory how many bytes it may use
 * @param cache folder in which the packaged Helm is kept unpacked
 * @param searchPath the variable PATH
 */
record WorkerSettings(Optional<String> command, long memory, Path cache, String searchPath) {}
