// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The words of a value, unquoted as systemd does; `open` if a quote is never closed.
record UnitWords(List<String> words, boolean open) {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z_0-9]*=.*", Pattern.DOTALL);

  UnitWords {
    words = List.copyOf(words);
  }

  static UnitWords of(String value) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean started = false;
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        word.append(value.charAt(++i));
        started = true;
      } else if (quote != 0) {
        if (c == quote) quote = 0;
        else word.append(c);
      } else if (c == '"' || c == '\'') {
        quote = c;
        started = true;
      } else if (Character.isWhitespace(c)) {
        if (started) words.add(word.toString());
        word.setLength(0);
        started = false;
      } else {
        word.append(c);
        started = true;
      }
    }
    if (started) words.add(word.toString());
    return new UnitWords(words, quote != 0);
  }

  /// Whether each word sets a variable.
  boolean assignments() {
    return !open && words.stream().allMatch(w -> ASSIGNMENT.matcher(w).matches());
  }
}
