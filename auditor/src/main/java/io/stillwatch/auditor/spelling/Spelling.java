// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.spelling;

import io.stillwatch.core.text.EditDistance;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the candidate that a word was probably meant to be.
///
/// The bound depends on the length of what was written: up to 2 letters nothing, 3 to 7 one edit,
/// from 8 two. Among equals a known maintenance command wins, then the same first letter, then the
/// nearer length. Measured on random single-letter edits in `SpellingMeasureTest`.
public final class Spelling {
  private static final Pattern NOT_ASCII = Pattern.compile("[^\\p{ASCII}]");
  private static final int SHORT = 3;

  private Spelling() {}

  /// A candidate and how far it is.
  public record Suggestion(String word, int distance) {}

  /// How many edits a typo of this length may have.
  public static int bound(int length) {
    if (length <= 2) return 0;
    return length < 8 ? 1 : 2;
  }

  /// The best candidate within the bound, or empty.
  public static Optional<Suggestion> nearest(String written, Collection<String> candidates) {
    var word = fold(written);
    int bound = bound(word.length());
    if (bound == 0) return Optional.empty();
    var plain = writtenOtherwise(word);
    return candidates.stream()
        .filter(c -> Math.abs(c.length() - word.length()) <= bound && !c.isEmpty())
        .filter(c -> !c.equals(written))
        .map(c -> new Suggestion(c, distance(word, plain, c, bound)))
        .filter(s -> s.distance() <= bound && !onlyDigitsDiffer(word, s.word()))
        .min(ranking(word));
  }

  /// As [#nearest], if no other candidate is as near, so that the meaning is unambiguous.
  public static Optional<Suggestion> sole(String written, Collection<String> candidates) {
    return nearest(written, candidates)
        .filter(best -> {
          var others = candidates.stream().filter(c -> !c.equals(best.word())).toList();
          return nearest(written, others).filter(s -> s.distance() <= best.distance()).isEmpty();
        });
  }

  /// Whether a misspelt word and the one after it may be two words with the blank between them in
  /// the wrong place (`rootc ommand`), or not at all (`dailydate`): the misspelt one then has
  /// letters too many or too few at its end.
  public static boolean mayShareBlank(String written, String meant, String next) {
    if (written.startsWith(meant)) return !next.startsWith("/");
    return meant.startsWith(written) && next.startsWith(meant.substring(written.length()));
  }

  /// As [#nearest], and for words of up to three letters only a swap or a lost letter counts:
  /// `taar` is `tar`, but `cat` is no typo of `cut`.
  public static Optional<Suggestion> nearestCommand(String written, Collection<String> candidates) {
    return nearest(
        written,
        written.length() <= SHORT
            ? candidates.stream().filter(c -> swappedOrLost(written, c)).toList()
            : candidates);
  }

  /// Whether two words are a typo apart, as one stands for the other.
  public static boolean similar(String written, String candidate) {
    return nearest(written, java.util.List.of(candidate)).isPresent();
  }

  /// Which letters a word has, as bits: what [#mayBeNear] compares.
  public static long letters(String word) {
    return writtenOtherwise(fold(word)).chars().mapToLong(c -> 1L << c).reduce(0, (a, b) -> a | b);
  }

  /// Whether [#nearest] needs to look at a candidate at all: one edit adds and takes at most one
  /// letter, and the `o` of `.conf` may come on top.
  public static boolean mayBeNear(long written, long candidate) {
    return Long.bitCount(written ^ candidate) <= 2 * bound(Integer.MAX_VALUE) + 1;
  }

  private static boolean swappedOrLost(String written, String candidate) {
    if (candidate.length() > written.length()) return true;
    return candidate.length() == written.length() && sorted(written).equals(sorted(candidate));
  }

  private static String sorted(String word) {
    var chars = word.toCharArray();
    java.util.Arrays.sort(chars);
    return new String(chars);
  }

  private static int distance(String word, String plain, String candidate, int bound) {
    int distance = EditDistance.between(word, candidate, bound);
    return distance > 1 && plain.equals(writtenOtherwise(candidate)) ? 1 : distance;
  }

  /// One form for what people mix up: case, `-` and `_`, `.cnf` and `.conf`.
  private static String writtenOtherwise(String word) {
    var plain = word.toLowerCase(Locale.ROOT).replace('_', '-').replace(" ", "");
    return plain.endsWith(".cnf") ? plain.substring(0, plain.length() - 4) + ".conf" : plain;
  }

  private static boolean onlyDigitsDiffer(String a, String b) {
    // the same digits elsewhere are a slip of the fingers: sc3md
    return only(false, a).equals(only(false, b)) && !only(true, a).equals(only(true, b));
  }

  private static String only(boolean digits, String word) {
    var kept = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c >= '0' && c <= '9') == digits) kept.append(c);
    }
    return kept.toString();
  }

  /// Look-alikes become ASCII: an en dash a minus, an accented letter its base.
  private static String fold(String word) {
    if (!NOT_ASCII.matcher(word).find()) return word;
    var decomposed = Normalizer.normalize(word, Normalizer.Form.NFKD);
    return NOT_ASCII
        .matcher(decomposed.replace('\u2013', '-').replace('\u2212', '-'))
        .replaceAll("");
  }

  private static Comparator<Suggestion> ranking(String word) {
    return Comparator.comparingInt(Suggestion::distance)
        .thenComparing(s -> !KnownCommands.contains(s.word()))
        .thenComparing(s -> s.word().charAt(0) != word.charAt(0))
        .thenComparingInt(s -> Math.abs(s.word().length() - word.length()))
        .thenComparing(Suggestion::word);
  }
}
