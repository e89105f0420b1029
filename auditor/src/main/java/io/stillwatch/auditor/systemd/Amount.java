// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Counts, sizes and shares as systemd reads them: `safe_atou64`, `parse_size` to the base of 1024
/// and `parse_permyriad` of systemd 252.
final class Amount {
  static final BigInteger MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final List<String> UNITS = List.of("E", "P", "T", "G", "M", "K", "B", "");
  private static final Pattern PART =
      Pattern.compile("\\s*+\\+?(\\d{1,20}+)(?:\\.(\\d{0,20}+))?\\s*+");
  private static final Pattern COUNT =
      Pattern.compile(
          "\\s*+(?:0[bB](?<two>[01]+)|0[oO](?<oct>[0-7]+)|\\+?0[xX](?<hex>\\p{XDigit}+)"
              + "|\\+?0(?<eight>[0-7]+)|\\+?(?<ten>0|[1-9]\\d*+)|(?<none>-0+))");
  private static final Pattern SHARE =
      Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,2}))?%|(\\d{1,4})(?:\\.(\\d))?‰|(\\d{1,5})‱");
  private static final int WHOLE = 10_000;

  private Amount() {}

  /// A number without a sign, to the base of 2, 8, 10 or 16.
  static Optional<BigInteger> count(String text) {
    var found = COUNT.matcher(text);
    if (text.length() > 100 || !found.matches()) return Optional.empty();
    return read(found.group("two"), 2)
        .or(() -> read(found.group("oct"), 8))
        .or(() -> read(found.group("eight"), 8))
        .or(() -> read(found.group("hex"), 16))
        .or(() -> read(found.group("ten"), 10))
        .or(() -> Optional.of(BigInteger.ZERO))
        .filter(n -> n.compareTo(MAX) <= 0);
  }

  private static Optional<BigInteger> read(@Nullable String digits, int base) {
    return Optional.ofNullable(digits).map(d -> new BigInteger(d, base));
  }

  /// Bytes in parts of ever smaller units, such as `1G 512M`.
  static Optional<BigInteger> bytes(String text) {
    var part = PART.matcher(text);
    var sum = BigInteger.ZERO;
    int unit = 0;
    int at = 0;
    do {
      if (!part.region(at, text.length()).lookingAt()) return Optional.empty();
      at = part.end();
      while (unit < UNITS.size() && !text.startsWith(UNITS.get(unit), at)) unit++;
      if (unit == UNITS.size()) return Optional.empty();
      sum = sum.add(bytes(part.group(1), part.group(2), unit));
      at += UNITS.get(unit).length();
      unit++;
    } while (at < text.length());
    return Optional.of(sum).filter(n -> n.compareTo(MAX) <= 0);
  }

  private static BigInteger bytes(String whole, @Nullable String fraction, int unit) {
    var factor = BigInteger.ONE.shiftLeft(10 * Math.max(0, UNITS.indexOf("B") - unit));
    var bytes = new BigInteger(whole).multiply(factor);
    if (fraction == null || fraction.isEmpty()) return bytes;
    var parts = new BigInteger(fraction).multiply(factor);
    return bytes.add(parts.divide(BigInteger.TEN.pow(fraction.length())));
  }

  /// A share of the whole in `%`, `‰` or `‱`, as ten-thousandths.
  static Optional<Integer> share(String text) {
    var found = SHARE.matcher(text);
    if (!found.matches()) return Optional.empty();
    int value =
        found.group(1) != null
            ? parts(found.group(1), found.group(2), 2)
            : found.group(3) != null
                ? parts(found.group(3), found.group(4), 1)
                : Integer.parseInt(found.group(5));
    return Optional.of(value).filter(v -> v <= WHOLE);
  }

  private static int parts(String whole, @Nullable String fraction, int places) {
    var digits = fraction == null ? "" : fraction;
    return Integer.parseInt(whole + digits + "0".repeat(places - digits.length()));
  }
}
