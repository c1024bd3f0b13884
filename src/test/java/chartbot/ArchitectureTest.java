package chartbot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the rules of docs/architecture.md. */
@AnalyzeClasses(packages = "chartbot", importOptions = ArchitectureTest.MainOnly.class)
class ArchitectureTest {

  /** Wherever a build puts its tests' classes. */
  static final class MainOnly implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule packagesUseOnlyWhatTheHouseAllows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("Main")
          .definedBy("chartbot")
          .layer("cli")
          .definedBy("chartbot.cli..")
          .layer("report")
          .definedBy("chartbot.report..")
          .layer("inspect")
          .definedBy("chartbot.inspect..")
          .layer("review")
          .definedBy("chartbot.review..")
          .layer("update")
          .definedBy("chartbot.update..")
          .layer("lifecycle")
          .definedBy("chartbot.lifecycle..")
          .layer("target")
          .definedBy("chartbot.target..")
          .layer("chart")
          .definedBy("chartbot.chart..")
          .layer("yaml")
          .definedBy("chartbot.yaml..")
          .layer("template")
          .definedBy("chartbot.template..")
          .layer("git")
          .definedBy("chartbot.git..")
          .layer("gerrit")
          .definedBy("chartbot.gerrit..")
          .layer("verify")
          .definedBy("chartbot.verify..")
          .layer("helm")
          .definedBy("chartbot.helm..")
          .layer("kubernetes")
          .definedBy("chartbot.kubernetes..")
          .layer("config")
          .definedBy("chartbot.config..")
          .layer("disk")
          .definedBy("chartbot.disk..")
          .layer("sandbox")
          .definedBy("chartbot.sandbox..")
          .layer("cache")
          .definedBy("chartbot.cache..")
          .layer("image")
          .definedBy("chartbot.image..")
          .layer("registry")
          .definedBy("chartbot.registry..")
          .layer("error")
          .definedBy("chartbot.error..")
          .whereLayer("Main")
          .mayOnlyAccessLayers(
              "cli",
              "report",
              "inspect",
              "review",
              "update",
              "lifecycle",
              "target",
              "chart",
              "yaml",
              "template",
              "git",
              "gerrit",
              "verify",
              "helm",
              "kubernetes",
              "config",
              "disk",
              "sandbox",
              "cache",
              "image",
              "registry",
              "error")
          .whereLayer("cli")
          .mayOnlyAccessLayers(
              "report",
              "inspect",
              "review",
              "update",
              "lifecycle",
              "target",
              "config",
              "chart",
              "yaml",
              "image",
              "error")
          .whereLayer("report")
          .mayOnlyAccessLayers("review", "update", "lifecycle", "target", "chart", "error")
          .whereLayer("inspect")
          .mayOnlyAccessLayers("update", "lifecycle", "target", "chart", "image", "error")
          .whereLayer("review")
          .mayOnlyAccessLayers("update", "lifecycle", "target", "error")
          .whereLayer("update")
          .mayOnlyAccessLayers("lifecycle", "target", "chart", "image", "error")
          .whereLayer("lifecycle")
          .mayOnlyAccessLayers("target", "chart", "error")
          .whereLayer("target")
          .mayOnlyAccessLayers("chart", "error")
          .whereLayer("image")
          .mayOnlyAccessLayers("error")
          .whereLayer("registry")
          .mayOnlyAccessLayers("image", "error")
          .whereLayer("chart")
          .mayOnlyAccessLayers("yaml", "error")
          .whereLayer("yaml")
          .mayOnlyAccessLayers("error")
          .whereLayer("config")
          .mayOnlyAccessLayers("lifecycle", "target", "chart", "yaml", "image", "error")
          .whereLayer("template")
          .mayOnlyAccessLayers(
              "report",
              "inspect",
              "review",
              "lifecycle",
              "update",
              "target",
              "chart",
              "image",
              "error")
          .whereLayer("git")
          .mayOnlyAccessLayers(
              "inspect", "update", "lifecycle", "target", "chart", "image", "cache", "error")
          .whereLayer("gerrit")
          .mayOnlyAccessLayers("inspect", "update", "lifecycle", "target", "chart", "error")
          .whereLayer("verify")
          .mayOnlyAccessLayers("update", "target", "chart", "yaml", "error")
          .whereLayer("helm")
          .mayOnlyAccessLayers("verify", "chart", "yaml", "cache", "error")
          .whereLayer("kubernetes")
          .mayOnlyAccessLayers("verify")
          .whereLayer("disk")
          .mayOnlyAccessLayers("update", "chart", "error")
          .whereLayer("sandbox")
          .mayOnlyAccessLayers("update", "lifecycle", "target", "chart", "cache", "error")
          .whereLayer("cache")
          .mayOnlyAccessLayers("update", "lifecycle", "target", "chart")
          .whereLayer("error")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("chartbot.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule decisionsArePure =
      noClasses()
          .that()
          .resideInAPackage("chartbot.lifecycle..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.net..", "java.nio.file..", "java.util.concurrent..");

  @ArchTest static final ArchRule jgitLivesInGit = library("org.eclipse.jgit..", "git");

  @ArchTest static final ArchRule snakeYamlLivesInYaml = library("org.yaml.snakeyaml..", "yaml");

  @ArchTest
  static final ArchRule handlebarsLivesInTemplate =
      library("com.github.jknack.handlebars..", "template");

  @ArchTest
  static final ArchRule gerritClientLivesInGerrit = library("com.google.gerrit..", "gerrit");

  @ArchTest static final ArchRule urswolferLivesInGerrit = library("com.urswolfer..", "gerrit");

  @ArchTest static final ArchRule helmLivesInHelm = library("com.marcnuri..", "helm");

  @ArchTest static final ArchRule jnaLivesInHelm = library("com.sun.jna..", "helm");

  @ArchTest
  static final ArchRule picocliLivesInCliAndMain =
      noClasses()
          .that()
          .resideOutsideOfPackages("chartbot.cli..", "chartbot")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyMainTouchesTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("chartbot.Main")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  private static ArchRule library(String library, String... homes) {
    String[] allowed = new String[homes.length];
    for (int i = 0; i < homes.length; i++) {
      allowed[i] = "chartbot." + homes[i] + "..";
    }
    return noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }
}
