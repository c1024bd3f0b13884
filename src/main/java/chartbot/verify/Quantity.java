package chartbot.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of a resource, as Kubernetes writes it: {@code 500m}, {@code 1Gi}, {@code 1e3}. */
public final class Quantity {

  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:\\d{1,30}\\.?\\d{0,30}|\\.\\d{1,30}))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\\d{1,2}))?");
  private static final Map<String, Integer> POWERS_OF_TEN =
      Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
  private static final String POWERS_OF_1024 = "KMGTPE";

  private Quantity() {}

  /** The number that a text stands for; empty where it is no quantity. */
  public static Optional<BigDecimal> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(form.group(1));
    String suffix = form.group(2);
    if (form.group(3) != null) {
      return Optional.of(number.scaleByPowerOfTen(Integer.parseInt(form.group(3))));
    }
    if (suffix == null) {
      return Optional.of(number);
    }
    if (suffix.endsWith("i")) {
      int power = POWERS_OF_1024.indexOf(suffix.charAt(0)) + 1;
      return Optional.of(number.multiply(new BigDecimal(BigInteger.valueOf(1024).pow(power))));
    }
    return Optional.of(number.scaleByPowerOfTen(POWERS_OF_TEN.getOrDefault(suffix, 0)));
  }
}
