package chartbot.yaml;

import java.util.Arrays;

/** Turns positions counted in code points, as SnakeYAML has them, into offsets in a string. */
final class CodePoints {

  /** Positions, in code points, of the characters that take two places in a string. */
  private final int[] pairs;

  CodePoints(String chars) {
    int[] found = new int[16];
    int count = 0;
    for (int offset = 0; offset < chars.length(); offset++) {
      if (Character.isHighSurrogate(chars.charAt(offset))) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count] = offset - count;
        count++;
        offset++;
      }
    }
    pairs = Arrays.copyOf(found, count);
  }

  int offset(int index) {
    if (pairs.length == 0) {
      return index;
    }
    int before = Arrays.binarySearch(pairs, index);
    return index + (before >= 0 ? before : -before - 1);
  }
}
