// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.OptionalLong;

/// Sizes as logrotate reads them: a number of C, then `k`, `M` or `G` or nothing.
final class Sizes {
  private Sizes() {}

  static OptionalLong parse(String value) {
    if (value.isEmpty()) return OptionalLong.empty();
    int shift = shift(value.charAt(value.length() - 1));
    var number = CNumber.unsigned(shift > 0 ? value.substring(0, value.length() - 1) : value);
    if (number.isEmpty()) return OptionalLong.empty();
    long bytes = number.getAsLong() << shift;
    return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  /// What logrotate says of a value that is not a size.
  static String complaint(String value) {
    char last = value.charAt(value.length() - 1);
    int shift = shift(last);
    if (shift == 0 && !(last >= '0' && last <= '9')) return "unknown unit '" + last + "'";
    return "bad size '" + (shift > 0 ? value.substring(0, value.length() - 1) : value) + "'";
  }

  private static int shift(char unit) {
    return switch (unit) {
      case 'k', 'K' -> 10;
      case 'M' -> 20;
      case 'G' -> 30;
      default -> 0;
    };
  }
}
