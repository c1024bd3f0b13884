package chartbot.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One template file of a chart, read as far as chartbot needs: which values and named templates its
 * expressions refer to.
 *
 * @param body what stands outside named templates
 * @param named what stands in each named template that the file defines
 */
record HelmTemplate(HelmUses body, Map<String, HelmUses> named) {

  static HelmTemplate parse(String text) {
    Parser parser = new Parser();
    HelmAction.in(text).forEach(parser::read);
    return new HelmTemplate(parser.body, parser.named);
  }

  /** Walks through the actions, keeping what {@code .} and the variables stand for. */
  private static final class Parser {

    private final HelmUses body = new HelmUses();
    private final Map<String, HelmUses> named = new HashMap<>();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final Map<String, Optional<List<String>>> variables = new HashMap<>();

    void read(HelmAction action) {
      List<HelmToken> tokens = action.tokens();
      if (tokens.isEmpty()) {
        return;
      }
      HelmUses uses = action.commentedOut() ? new HelmUses() : uses();
      List<HelmToken> rest = tokens.subList(1, tokens.size());
      switch (tokens.get(0).text()) {
        case "define" -> open(named(rest), Optional.of(List.of()));
        case "block" -> open(named(rest), evaluate(rest.subList(1, rest.size()), uses));
        case "with" -> open(uses(), evaluate(rest, uses));
        case "range" -> {
          evaluate(rest, uses);
          forget(rest);
          open(uses(), Optional.empty());
        }
        case "if" -> {
          evaluate(rest, uses);
          open(uses(), dot());
        }
        case "else" -> otherwise(rest, uses);
        case "end" -> blocks.poll();
        default -> evaluate(tokens, uses);
      }
    }

    private void otherwise(List<HelmToken> rest, HelmUses uses) {
      Block left = blocks.poll();
      if (left == null) {
        return;
      }
      boolean with = !rest.isEmpty() && rest.get(0).text().equals("with");
      List<HelmToken> condition = rest.isEmpty() ? rest : rest.subList(1, rest.size());
      Optional<List<String>> value = evaluate(condition, uses);
      open(left.uses(), with ? value : dot());
    }

    private Optional<List<String>> evaluate(List<HelmToken> tokens, HelmUses uses) {
      return new HelmExpression(tokens, dot(), variables, uses).evaluate();
    }

    /** A range gives its variables one element after the other. */
    private void forget(List<HelmToken> tokens) {
      if (tokens.stream().anyMatch(token -> token.is(":="))) {
        tokens.stream()
            .takeWhile(token -> !token.is(":="))
            .forEach(token -> variables.put(token.text(), Optional.empty()));
      }
    }

    private HelmUses named(List<HelmToken> rest) {
      return named.computeIfAbsent(rest.isEmpty() ? "" : rest.get(0).text(), n -> new HelmUses());
    }

    private void open(HelmUses uses, Optional<List<String>> dot) {
      blocks.push(new Block(uses, dot));
    }

    private HelmUses uses() {
      Block block = blocks.peek();
      return block == null ? body : block.uses();
    }

    private Optional<List<String>> dot() {
      Block block = blocks.peek();
      return block == null ? Optional.of(List.of()) : block.dot();
    }
  }

  /** An open {@code if}, {@code with}, {@code range} or {@code define}. */
  private record Block(HelmUses uses, Optional<List<String>> dot) {}
}
