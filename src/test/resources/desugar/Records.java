package sample;

import java.util.ArrayList;
import java.util.List;

/** Records of every kind; each line of the result is what one method of one of them says. */
public class Records {

  record All(
      boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, int[] j) {}

  record None() {}

  record Generic<T>(T value, List<T> list) {
    @Override
    public String toString() {
      return "own " + value;
    }
  }

  public static List<String> results() {
    List<String> out = new ArrayList<>();
    int[] numbers = {1};
    All all = new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, -7.5, "i", numbers);
    List<Object> records =
        List.of(
            all,
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, -7.5, "i", numbers),
            new All(false, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, -7.5, "i", numbers),
            new All(true, (byte) -2, (short) 2, 'd', 4, 5L << 40, 6.5f, -7.5, "i", numbers),
            new All(true, (byte) -1, (short) 3, 'd', 4, 5L << 40, 6.5f, -7.5, "i", numbers),
            new All(true, (byte) -1, (short) 2, 'e', 4, 5L << 40, 6.5f, -7.5, "i", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 5, 5L << 40, 6.5f, -7.5, "i", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 41, 6.5f, -7.5, "i", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, Float.NaN, -7.5, "i", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, Float.NaN, -7.5, "i", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, 0.0, "i", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, -0.0, "i", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, Double.NaN, "j", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, Double.NaN, "j", numbers),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, -7.5, null, null),
            new All(true, (byte) -1, (short) 2, 'd', 4, 5L << 40, 6.5f, -7.5, null, null),
            new None(),
            new None(),
            new Generic<>("x", List.of("y")),
            new Generic<>("x", List.of("y")),
            new Generic<>("x", List.of("z")),
            new Generic<>(null, null),
            "no record");
    for (Object one : records) {
      StringBuilder same = new StringBuilder();
      for (Object other : records) {
        same.append(one.equals(other) ? '=' : '.');
      }
      // An array's hash and text are those of an object, so they differ from run to run.
      boolean stable = !(one instanceof All) || ((All) one).j() == null;
      out.add(same + (stable ? " " + one.hashCode() + " " + one : ""));
      out.add(String.valueOf(one).replaceAll("@[0-9a-f]+", "@"));
      out.add(String.valueOf(one.equals(null)));
    }
    record Local(int a) {}
    out.add(new Local(3) + " " + new Local(3).hashCode() + new Local(3).equals(new Local(4)));
    return out;
  }
}
