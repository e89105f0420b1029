// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Places in known patterns at which a word varies, for instance the name of a user: at least three
/// patterns are the same but for it.
final class Variants {
  private static final int LEAST = 3;
  private static final String BLANK = " ";

  private final Map<String, Integer> others;

  private Variants(Map<String, Integer> others) {
    this.others = others;
  }

  static Variants of(List<String> patterns) {
    var others = new HashMap<String, Integer>();
    for (var pattern : patterns) {
      var words = pattern.split(BLANK, -1);
      for (int i = 0; i < words.length; i++) others.merge(without(words, i), 1, Integer::sum);
    }
    return new Variants(others);
  }

  /// Whether a pattern that is not among them is a further one of them; a word that passes `unless`
  /// is not a value.
  boolean cover(String pattern, Predicate<String> unless) {
    var words = pattern.split(BLANK, -1);
    for (int i = 0; i < words.length; i++) {
      if (others.getOrDefault(without(words, i), 0) >= LEAST && !unless.test(words[i])) return true;
    }
    return false;
  }

  private static String without(String[] words, int index) {
    var word = words[index];
    words[index] = "\n";
    var others = String.join(BLANK, words);
    words[index] = word;
    return others;
  }
}
