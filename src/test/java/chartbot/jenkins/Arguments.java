package chartbot.jenkins;

import chartbot.jenkins.Words.UnknownWordException;
import groovy.lang.Closure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The named arguments of one word; a name that Jenkins does not know there is an error.
 *
 * @param values by name
 */
record Arguments(Map<String, Object> values) {

  static Arguments of(Object[] arguments, String... known) {
    if (arguments.length != 1 || !(arguments[0] instanceof Map<?, ?> map)) {
      throw new UnknownWordException("named arguments expected: " + Arrays.toString(arguments));
    }
    Map<String, Object> values = new TreeMap<>();
    map.forEach((name, value) -> values.put(name.toString(), value));
    Set<String> unknown = new HashSet<>(values.keySet());
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new UnknownWordException("unknown arguments " + unknown);
    }
    return new Arguments(values);
  }

  Object required(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new UnknownWordException("the argument " + name + " is missing");
    }
    return value;
  }

  String text(String name) {
    return required(name).toString();
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** The block that a word ends with. */
  static Runnable block(Object argument) {
    if (!(argument instanceof Closure<?> closure)) {
      throw new UnknownWordException("a block expected, not " + argument);
    }
    return closure::call;
  }
}
