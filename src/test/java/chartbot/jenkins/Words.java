package chartbot.jenkins;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What the words of a Jenkinsfile mean: other words hold in each of its sections. */
final class Words {

  /** What happens where a word stands. */
  @FunctionalInterface
  interface Word {
    Object say(Object[] arguments);
  }

  /**
   * A Jenkinsfile that says what this harness, and perhaps Jenkins, does not know; nothing that a
   * Jenkinsfile may catch.
   */
  static final class UnknownWordException extends AssertionError {
    private static final long serialVersionUID = 1;

    UnknownWordException(String what) {
      super(what);
    }
  }

  private record Scope(
      String name, Map<String, Word> words, BiConsumer<String, Object> assignment) {}

  private final Deque<Scope> scopes = new ArrayDeque<>();

  Words(Map<String, Word> top) {
    scopes.push(new Scope("the Jenkinsfile's top", top, noAssignment("the Jenkinsfile's top")));
  }

  Object say(String name, Object[] arguments) {
    Scope scope = scopes.getFirst();
    Word word = scope.words().get(name);
    if (word == null) {
      throw new UnknownWordException("there is no '" + name + "' in " + scope.name());
    }
    return word.say(arguments);
  }

  void assign(String name, Object value) {
    scopes.getFirst().assignment().accept(name, value);
  }

  /** Runs a section in which these words hold and no others. */
  void within(String name, Map<String, Word> words, Runnable section) {
    within(new Scope(name, words, noAssignment(name)), section);
  }

  /** Runs an {@code environment} section, which is made of assignments. */
  void assigning(BiConsumer<String, Object> assignment, Runnable section) {
    within(new Scope("environment", Map.of(), assignment), section);
  }

  private void within(Scope scope, Runnable section) {
    scopes.push(scope);
    try {
      section.run();
    } finally {
      scopes.pop();
    }
  }

  /** What a block is made of: each of these sections at most once. */
  Map<String, Object> sections(String block, List<String> known, Runnable body) {
    Map<String, Object> sections = new LinkedHashMap<>();
    Map<String, Word> words = new HashMap<>();
    for (String name : known) {
      words.put(
          name,
          arguments -> {
            if (arguments.length != 1 || sections.put(name, arguments[0]) != null) {
              throw new UnknownWordException("'" + name + "' is wrong or there twice in " + block);
            }
            return block;
          });
    }
    within(block, words, body);
    return sections;
  }

  private static BiConsumer<String, Object> noAssignment(String where) {
    return (name, value) -> {
      throw new UnknownWordException("'" + name + "' is assigned, but not declared, in " + where);
    };
  }
}
