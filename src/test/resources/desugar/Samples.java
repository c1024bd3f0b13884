package sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** Lambdas and method references of every kind; each line of the result is what one of them did. */
public class Samples extends Base {

  interface Shape<T extends Comparable<T>> {
    T apply(T value);

    default Supplier<T> later(T value) {
      return () -> apply(value);
    }

    static <T extends Comparable<T>> Shape<T> same() {
      return value -> value;
    }
  }

  interface Many {
    Object call(boolean a, byte b, short c, char d, int e, long f, float g, double h, String i);
  }

  interface Recursive {
    long of(int n);
  }

  enum Colour {
    RED,
    GREEN;

    private final Supplier<String> shout = () -> name() + "!";
  }

  static class Box<T> {
    final T value;

    Box(T value) {
      this.value = value;
    }

    private String show() {
      return "box of " + value;
    }

    Supplier<String> shown() {
      return this::show;
    }
  }

  private final int field = 7;
  private static int counter;

  public static List<String> results() throws Exception {
    return new Samples().all();
  }

  private List<String> all() throws Exception {
    List<String> out = new ArrayList<>();
    Supplier<String> plain = () -> "nothing captured";
    out.add(plain.get());
    out.add("same object: " + (once() == once()));
    long big = 1L << 40;
    double half = 0.5;
    int small = 3;
    Callable<Object> mixed = () -> big + half + small + field;
    out.add(String.valueOf(mixed.call()));
    IntUnaryOperator secret = this::secret;
    out.add("private: " + secret.applyAsInt(5));
    Function<String, Integer> length = String::length;
    ToIntFunction<String> unboxed = String::length;
    ToLongFunction<String> widened = String::length;
    ToDoubleFunction<Integer> fromBox = value -> value;
    out.add(length.apply("four") + " " + unboxed.applyAsInt("five5") + " " + widened.applyAsLong("x"));
    out.add(String.valueOf(fromBox.applyAsDouble(4)));
    Function<Integer, Long> boxed = Integer::longValue;
    Function<Integer, Double> twice = Integer::doubleValue;
    ToLongFunction<Integer> through = Integer::intValue;
    out.add(boxed.apply(3) + " " + twice.apply(3) + " " + through.applyAsLong(3));
    IntFunction<Object> object = Integer::valueOf;
    LongFunction<String> text = Long::toHexString;
    out.add(object.apply(9) + " " + text.apply(255));
    BiFunction<String, Object, Boolean> equal = String::equals;
    Supplier<String> bound = "bound"::trim;
    out.add(equal.apply("a", "a") + " " + bound.get());
    Supplier<List<String>> create = ArrayList::new;
    Function<String, Box<String>> box = Box::new;
    IntFunction<int[]> array = int[]::new;
    out.add(create.get() + " " + box.apply("in").shown().get() + " " + array.apply(2).length);
    Comparator<String> order = Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
    List<String> words = new ArrayList<>(Arrays.asList("bb", "a", "cc"));
    words.sort(order);
    out.add(words.toString());
    List<String> dropped = new ArrayList<>();
    ObjIntConsumer<String> ignores = (word, times) -> dropped.add(word + times);
    java.util.function.Consumer<String> adder = dropped::add;
    ignores.accept("x", 2);
    adder.accept("y");
    Runnable wide = Samples::count;
    wide.run();
    out.add(dropped + " " + counter);
    Shape<String> same = Shape.same();
    out.add(same.later("default method").get());
    Many many = (a, b, c, d, e, f, g, h, i) -> "" + a + b + c + d + e + f + g + h + i;
    out.add(String.valueOf(many.call(true, (byte) -1, (short) 2, 'c', 4, 5L, 6.5f, 7.5, null)));
    out.add(new Inner().deep().get());
    Recursive[] self = new Recursive[1];
    self[0] = n -> n < 2 ? n : self[0].of(n - 1) + self[0].of(n - 2);
    out.add("fib " + self[0].of(15));
    out.add(Colour.GREEN.shout.get());
    Function<Object[], List<Object>> varargs = Arrays::asList;
    out.add(varargs.apply(new Object[] {1, "b"}).toString());
    BinaryOperator<Integer> max = BinaryOperator.maxBy(Integer::compare);
    out.add("max " + max.apply(3, 8));
    Supplier<String> inherited = this::protectedThing;
    Supplier<String> above = super::toString;
    out.add(inherited.get() + " " + above.get());
    IntPredicate even = n -> n % 2 == 0;
    out.add(even.negate().test(3) + " " + even.test(3));
    Runnable serial = (Runnable & java.io.Serializable) () -> out.add("serializable");
    serial.run();
    UnaryOperator<String> nested = s -> ((Supplier<String>) () -> s + field).get();
    out.add(nested.apply("nested "));
    IntSupplier character = () -> 'c';
    out.add("char as int " + character.getAsInt());
    concatenations(out);
    return out;
  }

  private static Supplier<String> once() {
    return () -> "once";
  }

  private static void concatenations(List<String> out) {
    boolean a = true;
    byte b = -1;
    short c = 2;
    char d = 'd';
    int e = 4;
    long f = 5L;
    float g = 6.5f;
    double h = 7.5;
    Object none = null;
    String text = null;
    char[] chars = {'x'};
    out.add("" + a + b + c + d + e + f + g + h + none + text);
    out.add(d + "" + d + e);
    out.add(("[" + chars + "]").startsWith("[[C@") ? "no characters" : "characters");
    out.add("with \1 and \2 in it: " + e + none);
    out.add(e + f + " sum first");
    StringBuilder builder = new StringBuilder("built");
    out.add(builder + "/" + Arrays.asList(1) + "/" + new Box<>(1).show());
  }

  private int secret(int value) {
    return value * field;
  }

  private static long count() {
    return ++counter;
  }

  private class Inner {
    private Supplier<String> deep() {
      return () -> "from inside: " + secret(2) + ((Supplier<String>) () -> " and deeper " + field).get();
    }
  }
}

class Base {
  protected String protectedThing() {
    return "protected";
  }

  @Override
  public String toString() {
    return "base";
  }
}
