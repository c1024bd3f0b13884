package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the man pages as AsciiDoc, one a command, as Picocli knows the commands. */
final class ManPages {

  private ManPages() {}

  /**
   * Writes all of them.
   *
   * @param arguments the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    File folder = new File(arguments[0]);
    int code =
        ManPageGenerator.generateManPage(folder, null, new boolean[] {false}, true, allCommands());
    if (code != 0) {
      throw new IOException("the man pages cannot be written to " + folder + ": " + code);
    }
  }

  private static CommandSpec allCommands() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    Console console = new Console(nowhere, nowhere, false);
    return Chartbot.commands(noParts(), console, new ErrorPrinter(console)).getCommandSpec();
  }

  /** Describing a command takes nothing that running it takes. */
  private static Parts noParts() {
    InvocationHandler never =
        (proxy, method, arguments) -> {
          throw new UnsupportedOperationException(method.getName());
        };
    return (Parts)
        Proxy.newProxyInstance(
            ManPages.class.getClassLoader(), new Class<?>[] {Parts.class}, never);
  }
}
