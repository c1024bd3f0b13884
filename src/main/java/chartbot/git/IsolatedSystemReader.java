package chartbot.git;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from reading and writing the user's and the machine's Git configuration: a run depends
 * on chartbot's own configuration alone, and JGit need not measure the file system first, which
 * takes three seconds in a fresh home.
 */
final class IsolatedSystemReader extends SystemReader.Delegate {

  /** As finely as most systems stamp; that some do not hurts nothing, see below. */
  private static final Duration TIMESTAMP_RESOLUTION = Duration.ofMillis(10);

  private IsolatedSystemReader(SystemReader real) {
    super(real);
  }

  static void install() {
    SystemReader current = SystemReader.getInstance();
    if (!(current instanceof IsolatedSystemReader)) {
      SystemReader.setInstance(new IsolatedSystemReader(current));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new EmptyConfig(parent, fs);
  }

  private static final class EmptyConfig extends FileBasedConfig {

    EmptyConfig(Config parent, FS fs) {
      super(parent, null, fs);
    }

    /**
     * Answers what JGit would otherwise measure and store: how finely the file system stamps times.
     * JGit reads again what is younger, in case others have changed it in the same moment: a new
     * folder of packs for each object that it looks for, for two seconds by the value that it falls
     * back to. Nobody changes our repositories but this process: they are locked, or its own.
     */
    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long otherwise, TimeUnit unit) {
      if (section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)) {
        return unit.convert(TIMESTAMP_RESOLUTION);
      }
      return super.getTimeUnit(section, subsection, name, otherwise, unit);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
