package chartbot.jenkins;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.jenkins.Build.Cause;
import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.codehaus.groovy.control.CompilerConfiguration;

/**
 * What a Jenkinsfile sees of a Jenkins with one agent: evaluates it with Groovy and runs its {@code
 * sh} steps for real. A word that it does not know is an error, never passed over.
 */
final class Jenkins {

  static final String URL = "https://jenkins.example.com/";
  private static final String JOB = "chartbot";
  private static final String LIBRARY = "@Library('chartbot') _";

  private final Path home;
  private final Path workspace;
  private final Map<String, Map<String, String>> credentials = new HashMap<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final Map<Cause, Path> artifacts = new HashMap<>();
  private final Map<String, Integer> lastBuild = new HashMap<>();
  private int builds;
  private Path step = Path.of("vars/chartbotUpdate.groovy");

  Jenkins(Path folder) throws IOException {
    this.home = Files.createDirectories(folder.resolve("home"));
    this.workspace = Files.createDirectories(folder.resolve("workspace/chart bot"));
  }

  /** Where the builds run; its name has a space, as folders' names may. */
  Path workspace() {
    return workspace;
  }

  /** The home directory of the agent's user. */
  Path home() {
    return home;
  }

  void addUsernamePassword(String id, String username, String password) {
    credentials.put(id, Map.of("username", username, "password", password));
  }

  void addSshKey(String id, Path key) {
    credentials.put(id, Map.of("keyFile", key.toString()));
  }

  /** A variable of the folder that the job is in. */
  void setProperty(String name, String value) {
    properties.put(name, value);
  }

  /** Another job's build ends and has archived a file at its top. */
  Cause archived(String job, String file, String content) throws IOException {
    Cause build = new Cause(job, lastBuild.merge(job, 1, Integer::sum));
    Path folder = home.resolve("jobs").resolve(job).resolve(Integer.toString(build.number()));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(file), content, UTF_8);
    artifacts.put(build, folder);
    return build;
  }

  /** A build that a person starts. */
  Build build(Path jenkinsfile, Map<String, Object> parameters) throws IOException {
    return build(jenkinsfile, parameters, Map.of(), List.of());
  }

  Build build(
      Path jenkinsfile,
      Map<String, Object> parameters,
      Map<String, String> environment,
      List<Cause> causes)
      throws IOException {
    Build build = new Build(environment(++builds), causes);
    build.environment().putAll(environment);
    Steps steps =
        new Steps(build, workspace, home.resolve("builds").resolve("" + builds), credentials, this);
    Pipeline pipeline = new Pipeline(build, parameters, steps);
    Binding binding = new Binding(pipeline.variables());
    binding.setVariable(JenkinsScript.WORDS, pipeline.words());
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.setScriptBaseClass(JenkinsScript.class.getName());
    GroovyShell shell = new GroovyShell(getClass().getClassLoader(), binding, configuration);
    String text = Files.readString(jenkinsfile, UTF_8);
    if (text.contains(LIBRARY)) { // as Jenkins does it, before the Jenkinsfile is evaluated
      Script step = shell.parse(Files.readString(this.step, UTF_8), "chartbotUpdate");
      steps.words().put("chartbotUpdate", a -> step.invokeMethod("call", a));
    }
    shell.evaluate(text.replace(LIBRARY, ""), "Jenkinsfile");
    return build;
  }

  /** Another text of the step that the library has. */
  void setStep(Path groovy) {
    step = groovy;
  }

  /** The folder of what a build archived; the last successful one where no number is said. */
  Path artifactsOf(String name, String number) {
    if (!name.startsWith("/")) {
      throw new StepFailedException("Unable to find project for artifact copy: " + name);
    }
    String job = name.substring(1);
    int wanted = number.isEmpty() ? lastBuild.getOrDefault(job, 0) : Integer.parseInt(number);
    Path folder = artifacts.get(new Cause(job, wanted));
    if (folder == null) {
      throw new StepFailedException("Unable to find a build for artifact copy from: " + job);
    }
    return folder;
  }

  /** What Jenkins tells every build on an agent; CHANGE_ID only builds of pull requests have. */
  private Map<String, String> environment(int number) throws IOException {
    Map<String, String> environment = new TreeMap<>(properties);
    for (String inherited : List.of("PATH", "JAVA_HOME", "LANG")) {
      String value = System.getenv(inherited);
      if (value != null) {
        environment.put(inherited, value);
      }
    }
    environment.put("HOME", home.toString());
    environment.put("CI", "true");
    environment.put("JENKINS_URL", URL);
    environment.put("JOB_NAME", JOB);
    environment.put("JOB_BASE_NAME", JOB);
    environment.put("JOB_URL", URL + "job/" + JOB + "/");
    environment.put("BUILD_NUMBER", "" + number);
    environment.put("BUILD_ID", "" + number);
    environment.put("BUILD_TAG", "jenkins-" + JOB + "-" + number);
    environment.put("BUILD_URL", URL + "job/" + JOB + "/" + number + "/");
    environment.put("EXECUTOR_NUMBER", "0");
    environment.put("NODE_NAME", "built-in");
    environment.put("WORKSPACE", workspace.toString());
    environment.put(
        "WORKSPACE_TMP",
        Files.createDirectories(workspace.resolveSibling("chart bot@tmp")).toString());
    return environment;
  }

  /** The files at the top of a workspace that a build works with. */
  List<Path> files() throws IOException {
    try (var files = Files.list(workspace)) {
      return new ArrayList<>(files.sorted().toList());
    }
  }
}
