package chartbot.cli;

import chartbot.chart.ChartEditor;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.inspect.InventoryPage;
import chartbot.inspect.TemplateCheck;
import chartbot.report.ReportPage;
import chartbot.update.ChartVerifier;
import chartbot.update.Progress;
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

  /** The folder for what outlives the run and can be lost. */
  Path cache();

  /** What a person types to run chartbot, e.g. {@code /opt/chartbot/bin/chartbot}. */
  String command();

  Clock clock();

  /** The chart in a directory on disk. */
  WritableChart chart(Path directory) throws UserException;

  ChartEditor editor();

  ChartVerifier verifier();

  TextDiff diff();

  TemplateCheck templates();

  ReportPage reportPage();

  InventoryPage inventoryPage();

  /** What can be done with a server; connects when it must. */
  Session session(Connection connection, Progress progress) throws EnvironmentException;

  /** Starts a Gerrit; the first time it fetches it. */
  RunningSandbox sandbox(Progress progress) throws EnvironmentException;
}
