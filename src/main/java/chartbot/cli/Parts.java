package chartbot.cli;

import chartbot.chart.ChartEditor;
import chartbot.failure.EnvironmentException;
import chartbot.failure.UserException;
import chartbot.update.ChartUpdate;
import chartbot.update.ChartVerifier;
import chartbot.update.Progress;
import chartbot.update.ReviewServer;
import chartbot.update.TextDiff;
import chartbot.update.WritableChart;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The parts that commands are made of; Main wires them. */
public interface Parts {

  /** The process's variables. */
  Map<String, String> environment();

  /** The person's home directory. */
  Path home();

  Clock clock();

  /** The chart in a directory on disk. */
  WritableChart chart(Path directory) throws UserException;

  ChartEditor editor();

  ChartVerifier verifier();

  TextDiff diff();

  ReviewServer review(Connection connection, Progress progress);

  ChartUpdate update(Connection connection, Progress progress);

  /** Starts a Gerrit; the first time it fetches it. */
  RunningSandbox sandbox(Progress progress) throws EnvironmentException;
}
