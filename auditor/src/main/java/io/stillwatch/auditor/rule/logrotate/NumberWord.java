// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Numbers that people write out, or with letters that look like digits.
final class NumberWord {
  private static final List<String> WORDS =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen");

  private NumberWord() {}

  static Optional<String> of(String text) {
    int word = WORDS.indexOf(text.toLowerCase(Locale.ROOT));
    if (word >= 0) return Optional.of(String.valueOf(word));
    var digits = text.replace('O', '0').replace('o', '0').replace('l', '1').replace('I', '1');
    return digits.matches("\\d+[kMG]?") ? Optional.of(digits) : Optional.empty();
  }
}
