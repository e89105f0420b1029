// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import static io.stillwatch.collector.database.LineScanner.isDigit;

/// A decimal number in a line as a whole number of smaller units.
final class Decimal {
  private static final int MAX_DIGITS = 12;

  private Decimal() {}

  /// `2.5` with a unit of 1,000 is 2,500; -1 where no number stands, or none that can be believed.
  static long scaled(String line, int from, long unit) {
    int at = from;
    long whole = 0;
    for (; at < line.length() && isDigit(line.charAt(at)); at++) {
      if (at - from == MAX_DIGITS) return -1; // a counter that ran below zero
      whole = whole * 10 + (line.charAt(at) - '0');
    }
    if (at == from || whole > Long.MAX_VALUE / unit - 1) return -1;
    long value = whole * unit;
    if (at >= line.length() || line.charAt(at) != '.') return value;
    long digit = unit / 10;
    for (at++; at < line.length() && isDigit(line.charAt(at)) && digit > 0; at++, digit /= 10)
      value += (line.charAt(at) - '0') * digit;
    return value;
  }
}
