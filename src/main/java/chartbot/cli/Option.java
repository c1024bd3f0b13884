package chartbot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * An option of a command, and what the command line says about it.
 *
 * @param <T> what is given: of a flag, true
 */
record Option<T>(OptionSpec spec) {

  /** An option that is there or is not. */
  static Option<Boolean> flag(String name, String description) {
    return new Option<>(named(name, description).type(boolean.class).build());
  }

  static Option<String> text(String name, String label, String description) {
    return new Option<>(named(name, description).paramLabel(label).type(String.class).build());
  }

  static Option<Path> path(String name, String label, String description) {
    return new Option<>(path(named(name, description), label).build());
  }

  /** One without which the command does not run. */
  static Option<Path> requiredPath(String name, String label, String description) {
    return new Option<>(path(named(name, description), label).required(true).build());
  }

  /** One that takes only some words. */
  static <C> Option<C> choice(
      String name, String label, String description, ITypeConverter<C> words) {
    return new Option<>(
        named(name, description).paramLabel(label).type(Object.class).converters(words).build());
  }

  /** One that may be repeated. */
  static Option<List<String>> texts(String name, String label, String description) {
    return new Option<>(
        named(name, description)
            .paramLabel(label)
            .type(ArrayList.class)
            .auxiliaryTypes(String.class)
            .build());
  }

  /** An empty path would be the current directory, which nobody means who leaves it empty. */
  private static OptionSpec.Builder path(OptionSpec.Builder option, String label) {
    ITypeConverter<Path> notEmpty =
        text -> {
          if (text.isEmpty()) {
            throw new TypeConversionException("it is empty");
          }
          return Path.of(text);
        };
    return option.paramLabel(label).type(Path.class).converters(notEmpty);
  }

  private static OptionSpec.Builder named(String name, String description) {
    return OptionSpec.builder(name).description(description);
  }

  Optional<T> given() {
    return Optional.ofNullable(spec.getValue());
  }

  boolean isGiven() {
    Object value = spec.getValue();
    return value instanceof Boolean on ? on : value != null;
  }

  String name() {
    return spec.longestName();
  }

  /** What is said about a word that this option does not take. */
  ParameterException wrong(String word, String what) {
    return usage("Invalid value for option '" + name() + "': '" + word + "' " + what);
  }

  /** What is said about a use of its command that is not meant. */
  ParameterException usage(String message) {
    return new ParameterException(spec.command().commandLine(), message);
  }
}
