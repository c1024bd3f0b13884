package chartbot.chart;

import chartbot.chart.HelmToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows one pipeline to the values that it reads, the way {@code index .Values "images" "NAME"}
 * and {@code .Values.images.NAME} lead to the same one.
 *
 * <p>A value is the path that leads to it from the template's root; an unknown one is empty.
 */
final class HelmExpression {

  private final List<HelmToken> tokens;
  private final Optional<List<String>> dot;
  private final Map<String, Optional<List<String>>> variables;
  private final HelmUses uses;
  private int next;

  HelmExpression(
      List<HelmToken> tokens,
      Optional<List<String>> dot,
      Map<String, Optional<List<String>>> variables,
      HelmUses uses) {
    this.tokens = tokens;
    this.dot = dot;
    this.variables = variables;
    this.uses = uses;
  }

  /** Notes what the pipeline uses and gives the path of its result. */
  Optional<List<String>> evaluate() {
    Optional<String> assigned = assignment();
    Optional<List<String>> result = pipeline().path();
    // A stray ')' ends a pipeline; nothing behind it is lost.
    while (next < tokens.size()) {
      next++;
      pipeline();
    }
    assigned.ifPresent(name -> variables.put(name, result));
    return result;
  }

  private Optional<String> assignment() {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i).is(":=") || tokens.get(i).is("=")) {
        next = i + 1;
        return Optional.of(tokens.get(i - 1).text());
      }
    }
    return Optional.empty();
  }

  private Value pipeline() {
    Value value = command(List.of());
    while (next < tokens.size() && tokens.get(next).is("|")) {
      next++;
      value = command(List.of(value));
    }
    return value;
  }

  private Value command(List<Value> piped) {
    String function = "";
    List<Value> arguments = new ArrayList<>();
    while (next < tokens.size() && !tokens.get(next).is("|") && !tokens.get(next).is(")")) {
      HelmToken token = tokens.get(next);
      if (token.kind() == Kind.WORD && function.isEmpty() && arguments.isEmpty()) {
        function = token.text();
        next++;
      } else {
        arguments.add(operand());
      }
    }
    arguments.addAll(piped);
    return function.isEmpty() && !arguments.isEmpty()
        ? arguments.get(0)
        : call(function, arguments);
  }

  private Value operand() {
    HelmToken token = tokens.get(next++);
    Value value =
        switch (token.kind()) {
          case STRING -> new Value(Optional.empty(), Optional.of(token.text()));
          case FIELD -> at(dot, token.text());
          case VARIABLE -> variable(token.text());
          case MARK -> token.is("(") ? parenthesis() : Value.UNKNOWN;
          case WORD -> Value.UNKNOWN;
        };
    while (next < tokens.size()
        && tokens.get(next).kind() == Kind.FIELD
        && tokens.get(next).attached()) {
      value = at(value.path(), tokens.get(next++).text());
    }
    return value;
  }

  private Value parenthesis() {
    Value value = pipeline();
    next++;
    return value;
  }

  private Value variable(String text) {
    int field = text.indexOf('.');
    String name = field < 0 ? text : text.substring(0, field);
    Optional<List<String>> base =
        name.equals("$") ? Optional.of(List.of()) : variables.getOrDefault(name, Optional.empty());
    return at(base, field < 0 ? "." : text.substring(field));
  }

  private Value at(Optional<List<String>> base, String fields) {
    return fields.equals(".")
        ? new Value(base, Optional.empty())
        : below(base, List.of(fields.substring(1).split("\\.")));
  }

  private Value call(String function, List<Value> arguments) {
    if (arguments.isEmpty()) {
      return Value.UNKNOWN;
    }
    Value first = arguments.get(0);
    Value last = arguments.get(arguments.size() - 1);
    switch (function) {
      case "index", "get" -> {
        return index(first, arguments.subList(1, arguments.size()));
      }
      case "dig" -> {
        // dig KEY... DEFAULT MAP
        index(last, arguments.subList(0, Math.max(0, arguments.size() - 2)));
        return Value.UNKNOWN;
      }
      case "pluck" -> {
        arguments.forEach(map -> index(map, List.of(first)));
        return Value.UNKNOWN;
      }
      case "include", "template" -> {
        first.text().ifPresent(uses.templates()::add);
        tokens.stream()
            .filter(token -> token.kind() == Kind.STRING)
            .forEach(token -> uses.passed().add(token.text()));
        return Value.UNKNOWN;
      }
      case "default", "required" -> {
        return last;
      }
      default -> {
        return Value.UNKNOWN;
      }
    }
  }

  /** The value below a map at keys that the template gives as texts. */
  private Value index(Value map, List<Value> keys) {
    List<String> texts = new ArrayList<>();
    for (Value key : keys) {
      if (key.text().isEmpty()) {
        below(map.path(), texts);
        return Value.UNKNOWN;
      }
      texts.add(key.text().get());
    }
    return below(map.path(), texts);
  }

  private Value below(Optional<List<String>> base, List<String> keys) {
    if (base.isEmpty()) {
      return Value.UNKNOWN;
    }
    List<String> path = new ArrayList<>(base.get());
    path.addAll(keys);
    // The root may have come in a dict: what is ahead of Values only says how it is called there.
    int values = path.indexOf("Values");
    if (values >= 0 && values + 1 < path.size()) {
      uses.values().add(List.copyOf(path.subList(values + 1, path.size())));
    }
    return new Value(Optional.of(List.copyOf(path)), Optional.empty());
  }

  /** What an operand is: a path from the root, a text, or neither. */
  private record Value(Optional<List<String>> path, Optional<String> text) {

    static final Value UNKNOWN = new Value(Optional.empty(), Optional.empty());
  }
}
