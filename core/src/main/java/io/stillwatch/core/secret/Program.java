// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Where a program takes secrets on its command line, beyond options whose names say it.
///
/// @param options whose next word is a secret
/// @param glued options whose value is a secret when no blank is between (`mysql -pSECRET`)
/// @param pairs options whose value is `user`, a separator, and the secret
/// @param separator of the pairs
/// @param after words after which the next one is a secret
/// @param action the subcommand that takes these options; empty for any
record Program(
    Set<String> options,
    Set<String> glued,
    Set<String> pairs,
    char separator,
    Set<String> after,
    String action) {
  private static final char NO_SEPARATOR = ' ';
  private static final Set<String> NONE = Set.of();

  static Program options(String options) {
    return new Program(words(options), NONE, NONE, NO_SEPARATOR, NONE, "");
  }

  static Program glued(String options) {
    return new Program(NONE, words(options), NONE, NO_SEPARATOR, NONE, "");
  }

  static Program pairs(String options, char separator) {
    return new Program(NONE, NONE, words(options), separator, NONE, "");
  }

  static Program after(String words) {
    return new Program(NONE, NONE, NONE, NO_SEPARATOR, words(words), "");
  }

  /// The same for one subcommand only.
  Program of(String subcommand) {
    return new Program(options, glued, pairs, separator, after, subcommand);
  }

  Program and(Program other) {
    return new Program(
        union(options, other.options),
        union(glued, other.glued),
        union(pairs, other.pairs),
        separator == NO_SEPARATOR ? other.separator : separator,
        union(after, other.after),
        action);
  }

  /// The words that a secret follows.
  Stream<String> signs() {
    return Stream.of(options, glued, pairs, after).flatMap(Set::stream);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var all = new HashSet<>(one);
    all.addAll(other);
    return Set.copyOf(all);
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" ", -1));
  }
}
