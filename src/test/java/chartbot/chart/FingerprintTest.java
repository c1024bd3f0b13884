package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drafts are kept under a request's fingerprint: a part of the request that it leaves out would let
 * a run take what another request came to. The parts are found by reflection, so that one that is
 * added to the records is seen here.
 */
class FingerprintTest {

  private static final EditRequest REQUEST =
      new EditRequest(
          List.of(new Image("a", "1.0.0-1"), new Image("b", "1.0.0-2")),
          ImageRules.defaults(),
          new Jobs(filled(), Map.of("a", filled())),
          EditRequest.IfMissing.SKIP,
          true,
          false,
          VersionBump.NONE,
          Set.of("a"),
          Set.of("b"));

  /** A request that differs from {@link #REQUEST} in one place. */
  record Different(String where, EditRequest request) {
    @Override
    public String toString() {
      return where;
    }
  }

  @ParameterizedTest
  @MethodSource("differentRequests")
  void aRequestThatDiffersAnywhereHasAnotherFingerprint(Different different) {
    assertThat(different.request().fingerprint("c")).isNotEqualTo(REQUEST.fingerprint("c"));
  }

  @Test
  void everyPartOfARequestIsVaried() {
    assertThat(differentRequests().map(Different::where))
        .contains(
            "images[0].tag",
            "rules.tagPattern",
            "rules.valuesFiles",
            "jobs.standard.template.text",
            "jobs.perImage[a].cpuLimit",
            "jobs.standard.blocks",
            "proposed",
            "version")
        .hasSizeGreaterThan(40);
  }

  @Test
  void anEqualRequestHasTheSameFingerprint() {
    EditRequest equal =
        new EditRequest(
            new ArrayList<>(REQUEST.images()),
            ImageRules.defaults(),
            new Jobs(filled(), new HashMap<>(Map.of("a", filled()))),
            EditRequest.IfMissing.SKIP,
            true,
            false,
            VersionBump.NONE,
            new HashSet<>(Set.of("a")),
            Set.of("b"));

    assertThat(equal.fingerprint("c")).isEqualTo(REQUEST.fingerprint("c")).hasSize(64);
  }

  @Test
  void whatIsProposedMakesNoDifferenceWhereAllThatIsMissingIsAdded() {
    EditRequest adding = with("ifMissing", EditRequest.IfMissing.ADD);
    EditRequest addingAnother = (EditRequest) replaced(adding, "proposed", Set.of("b"));

    assertThat(addingAnother.fingerprint()).isEqualTo(adding.fingerprint());
  }

  @Test
  void anotherContextHasAnotherFingerprint() {
    assertThat(REQUEST.fingerprint("c", "")).isNotEqualTo(REQUEST.fingerprint("c"));
    assertThat(REQUEST.fingerprint("ab", "c")).isNotEqualTo(REQUEST.fingerprint("a", "bc"));
  }

  @Test
  void valuesThatBeginAlikeDoNotRunTogether() {
    EditRequest one = with("proposed", Set.of("a", "b1:c"));
    EditRequest other = with("proposed", Set.of("a1:b", "c"));

    assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
  }

  private static JobSettings filled() {
    JobSettings standard = JobSettings.defaults();
    return new JobSettings(
        Optional.of(new TemplateText("job.hbs", "kind: Job\n")),
        standard.helpers(),
        standard.hook(),
        standard.hookWeight(),
        standard.deletePolicy(),
        Optional.of(1),
        Optional.of(".Values.x"),
        Set.of(JobSettings.Block.VOLUME),
        standard.restartPolicy(),
        Optional.of("1Gi"),
        Optional.of("2Gi"),
        Optional.of("1"),
        Optional.of("2"));
  }

  private static EditRequest with(String component, Object value) {
    return (EditRequest) replaced(REQUEST, component, value);
  }

  static Stream<Different> differentRequests() {
    return variants("", REQUEST).stream()
        .map(variant -> new Different(variant.where(), (EditRequest) variant.value()));
  }

  private record Variant(String where, Object value) {}

  /** Every value that differs from the given one in one place. */
  private static List<Variant> variants(String where, Object value) {
    List<Variant> variants = new ArrayList<>();
    if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        String name = component.getName();
        for (Variant inner :
            variants(where.isEmpty() ? name : where + "." + name, read(value, component))) {
          variants.add(new Variant(inner.where(), replaced(value, name, inner.value())));
        }
      }
    } else if (value instanceof String text) {
      variants.add(new Variant(where, text + "x"));
    } else if (value instanceof Boolean flag) {
      variants.add(new Variant(where, !flag));
    } else if (value instanceof Integer number) {
      variants.add(new Variant(where, number + 1));
    } else if (value instanceof Pattern pattern) {
      variants.add(new Variant(where, Pattern.compile(pattern.pattern() + "x")));
      variants.add(
          new Variant(where, Pattern.compile(pattern.pattern(), Pattern.CASE_INSENSITIVE)));
    } else if (value instanceof Enum<?> constant) {
      for (Object other : constant.getDeclaringClass().getEnumConstants()) {
        if (other != constant) {
          variants.add(new Variant(where, other));
        }
      }
    } else if (value instanceof Optional<?> optional) {
      variants.add(new Variant(where, Optional.empty()));
      for (Variant inner : variants(where, optional.orElseThrow())) {
        variants.add(new Variant(inner.where(), Optional.of(inner.value())));
      }
    } else if (value instanceof List<?> list) {
      List<Object> more = new ArrayList<>(list);
      more.add(list.get(0));
      variants.add(new Variant(where, more));
      for (int i = 0; i < list.size(); i++) {
        for (Variant inner : variants(where + "[" + i + "]", list.get(i))) {
          List<Object> other = new ArrayList<>(list);
          other.set(i, inner.value());
          variants.add(new Variant(inner.where(), other));
        }
      }
    } else if (value instanceof Set<?> set) {
      variants.add(new Variant(where, more(set)));
    } else if (value instanceof Map<?, ?> map) {
      variants.add(new Variant(where, Map.of()));
      map.forEach(
          (key, one) -> {
            variants.add(new Variant(where, Map.of(key + "x", one)));
            for (Variant inner : variants(where + "[" + key + "]", one)) {
              variants.add(new Variant(inner.where(), Map.of(key, inner.value())));
            }
          });
    } else {
      throw new AssertionError(where + " is a " + value.getClass() + ": say how it may differ");
    }
    return variants;
  }

  /** One more element: a text, or a constant that is not in it yet. */
  private static Set<Object> more(Set<?> set) {
    Set<Object> more = new HashSet<>(set);
    if (set.stream().anyMatch(Enum.class::isInstance)) {
      more.addAll(List.of(JobSettings.Block.values()));
    } else {
      more.add("x");
    }
    return more;
  }

  private static Object read(Object value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such record", e);
    }
  }

  private static Object replaced(Object value, String name, Object by) {
    try {
      RecordComponent[] components = value.getClass().getRecordComponents();
      Class<?>[] types =
          Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] arguments = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        arguments[i] = components[i].getName().equals(name) ? by : read(value, components[i]);
      }
      Constructor<?> constructor = value.getClass().getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such record", e);
    }
  }
}
