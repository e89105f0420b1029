// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Numbers as C's `strtol` with base 0 reads them: a sign, `0x` and a leading zero are understood,
/// and nothing at all is zero.
final class CNumber {
  private static final Pattern NUMBER =
      Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?)(?:0[xX](\\p{XDigit}+)|(0[0-7]*)|([1-9]\\d*))");
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger UNSIGNED_MAX =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private CNumber() {}

  /// `strtol`: empty if something follows the number.
  static OptionalLong signed(String text) {
    var number = read(text);
    return number == null
        ? OptionalLong.empty()
        : OptionalLong.of(number.min(MAX).max(MAX.negate().subtract(BigInteger.ONE)).longValue());
  }

  /// `strtoull`, whose result wraps around below zero.
  static OptionalLong unsigned(String text) {
    var number = read(text);
    if (number == null) return OptionalLong.empty();
    boolean over = number.abs().compareTo(UNSIGNED_MAX) > 0;
    return OptionalLong.of(over ? -1 : number.longValue());
  }

  private static @org.jspecify.annotations.Nullable BigInteger read(String text) {
    if (text.isEmpty()) return BigInteger.ZERO;
    var m = NUMBER.matcher(text);
    if (!m.matches()) return null;
    var digits = m.group(2) != null ? m.group(2) : m.group(3) != null ? m.group(3) : m.group(4);
    int base = m.group(2) != null ? 16 : m.group(3) != null ? 8 : 10;
    var value = new BigInteger(digits, base);
    return m.group(1).equals("-") ? value.negate() : value;
  }
}
