// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Sizes as logrotate writes them: a number, then `k`, `M` or `G` or nothing.
final class Sizes {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kKMG]?)");

  private Sizes() {}

  static OptionalLong parse(String value) {
    var size = SIZE.matcher(value);
    if (!size.matches()) return OptionalLong.empty();
    long number = Long.parseLong(size.group(1));
    return OptionalLong.of(
        switch (size.group(2)) {
          case "k", "K" -> number << 10;
          case "M" -> number << 20;
          case "G" -> number << 30;
          default -> number;
        });
  }

  static String complaint(String value) {
    if (value.matches("\\d+\\D.*")) return "unknown unit '" + value.replaceFirst("\\d+", "") + "'";
    return "bad size '" + value + "'";
  }
}
