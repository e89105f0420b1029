// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

/// Damerau-Levenshtein distance in its optimal-string-alignment form: a swap of neighbours is one
/// edit.
public final class EditDistance {
  private EditDistance() {}

  public static int between(String a, String b) {
    return between(a, b, Math.max(a.length(), b.length()));
  }

  /// The distance, or `bound + 1` if it is larger than the bound. Only cells within the bound of
  /// the diagonal are computed (Ukkonen 1985): the time grows with length times bound.
  public static int between(String a, String b, int bound) {
    if (Math.abs(a.length() - b.length()) > bound) return bound + 1;
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) previous[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int first = Math.max(1, i - bound);
      int last = Math.min(b.length(), i + bound);
      current[first - 1] = first == 1 ? i : bound + 1;
      int best = current[first - 1];
      for (int j = first; j <= last; j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int value = Math.min(previous[j - 1] + cost, Math.min(previous[j], current[j - 1]) + 1);
        if (swapped(a, b, i, j)) value = Math.min(value, beforePrevious[j - 2] + 1);
        current[j] = value;
        best = Math.min(best, value);
      }
      if (last < b.length()) current[last + 1] = bound + 1;
      if (best > bound) return bound + 1;
      var spare = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = spare;
    }
    return Math.min(previous[b.length()], bound + 1);
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
