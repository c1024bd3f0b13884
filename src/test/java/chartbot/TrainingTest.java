package chartbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

class TrainingTest {

  @TempDir Path folder;

  @Test
  void itPrintsNothing() throws Exception {
    Path output = folder.resolve("output");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            "chartbot.Training");
    builder.environment().clear();

    int code = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();

    assertThat(output).content().isEmpty();
    assertThat(code).isZero();
  }

  @Test
  void theBuildKeepsItsCredentialsFromIt() throws Exception {
    Path output = folder.resolve("output");
    Path java = Files.writeString(folder.resolve("java"), "#!/bin/sh\n/usr/bin/env\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder = new ProcessBuilder(commandOfThePom(java.toString()));
    builder.environment().put("GERRIT_PASSWORD", "hidden");

    int code = builder.redirectOutput(output.toFile()).start().waitFor();

    assertThat(code).isZero();
    assertThat(output)
        .content()
        .contains("LC_ALL=C.UTF-8")
        .doesNotContain("GERRIT_PASSWORD", "HOME=", "hidden");
  }

  /** As the build runs it, with another program in place of Java. */
  private static List<String> commandOfThePom(String java) throws Exception {
    NodeList words =
        (NodeList)
            XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                    "/project/build/plugins/plugin/executions/execution[id='training-run']"
                        + "/configuration/*[self::executable or self::arguments]"
                        + "/descendant-or-self::*[not(*)]",
                    DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new File("pom.xml")),
                    XPathConstants.NODESET);
    List<String> command =
        new ArrayList<>(
            IntStream.range(0, words.getLength())
                .mapToObj(i -> words.item(i).getTextContent())
                .toList());
    int place = command.indexOf("${java.home}/bin/java");
    assertThat(place).isPositive();
    command.set(place, java);
    return command;
  }
}
