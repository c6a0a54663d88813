package io.modelops.bundle.manifest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Numbers in the form of RFC 8785, which is ECMAScript's shortest form of a double. {@link
 * Double#toString} does not always give the shortest form before Java 19.
 */
final class EcmaNumber {
  private static final Pattern SHORT_INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,14}");
  private static final int MAX_DIGITS = 17;

  private EcmaNumber() {}

  /**
   * The canonical form of a JSON number.
   *
   * @throws NumberFormatException if the canonical form has another value
   */
  static String canonical(String number) {
    if (SHORT_INTEGER.matcher(number).matches()) {
      return number;
    }
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("too large");
    }
    String canonical = format(value);
    if (new BigDecimal(number).compareTo(new BigDecimal(canonical)) != 0) {
      throw new NumberFormatException("more digits than a double has");
    }
    return canonical;
  }

  /** The shortest form of a finite double. */
  static String format(double value) {
    if (value == 0) {
      return "0";
    }
    return (value < 0 ? "-" : "") + format(shortest(Math.abs(value)));
  }

  /** The decimal with the fewest digits that parses to the value. Of two, the nearer is taken. */
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      boolean below = near.compareTo(exact) < 0;
      RoundingMode away = below ? RoundingMode.UP : RoundingMode.DOWN;
      BigDecimal far = exact.round(new MathContext(digits, away));
      if (near.doubleValue() == value) {
        return near;
      } else if (far.doubleValue() == value) {
        return far;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }

  /**
   * The algorithm of Number::toString in ECMA-262, where {@code point} is n and {@code count} is k.
   */
  private static String format(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    String digits = stripped.unscaledValue().toString();
    int count = digits.length();
    int point = count - stripped.scale();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    } else if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    } else if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
  }
}
