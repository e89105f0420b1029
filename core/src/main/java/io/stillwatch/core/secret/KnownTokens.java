// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Keys and tokens that are known by how they begin, wherever they stand.
final class KnownTokens {
  /// How a token begins, and how many characters follow at least.
  private record Kind(String start, int least) {
    /// The ids of AWS are found also within a word: nothing else looks like them.
    boolean isAwsId() {
      return start.equals("AKIA") || start.equals("ASIA");
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("AKIA", 12),
          new Kind("ASIA", 12),
          new Kind("ghp_", 16),
          new Kind("gho_", 16),
          new Kind("ghu_", 16),
          new Kind("ghs_", 16),
          new Kind("ghr_", 16),
          new Kind("github_pat_", 16),
          new Kind("glpat-", 12),
          new Kind("gldt-", 12),
          new Kind("xoxb-", 8),
          new Kind("xoxp-", 8),
          new Kind("xoxa-", 8),
          new Kind("xoxr-", 8),
          new Kind("xoxs-", 8),
          new Kind("xapp-", 8),
          new Kind("sk_live_", 8),
          new Kind("sk_test_", 8),
          new Kind("rk_live_", 8),
          new Kind("whsec_", 8),
          new Kind("SG.", 20),
          new Kind("AIza", 20),
          new Kind("ya29.", 12),
          new Kind("npm_", 20),
          new Kind("pypi-", 20),
          new Kind("dop_v1_", 20),
          new Kind("dckr_pat_", 12),
          new Kind("shpat_", 12),
          new Kind("hvs.", 12),
          new Kind("hvb.", 12),
          new Kind("sk-ant-", 12),
          new Kind("sk-proj-", 12),
          new Kind("eyJ", 20),
          new Kind("AGE-SECRET-KEY-1", 20),
          new Kind("nvapi-", 20),
          new Kind("lin_api_", 12),
          new Kind("atlasv1.", 12));

  private static final String BEGIN = "-----BEGIN ";
  private static final String PRIVATE_KEY = "PRIVATE KEY-----";
  private static final String FENCE = "-----";

  private KnownTokens() {}

  /// What every text with such a token contains, in lower case.
  static List<String> signs() {
    var starts = KINDS.stream().map(kind -> kind.start.toLowerCase(Locale.ROOT));
    return Stream.concat(starts, Stream.of(PRIVATE_KEY.toLowerCase(Locale.ROOT))).toList();
  }

  static void mark(Spans spans) {
    for (var kind : KINDS) mark(kind, spans);
    privateKeys(spans);
  }

  private static void privateKeys(Spans spans) {
    var text = spans.text();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int key = text.indexOf(PRIVATE_KEY, begin);
      if (key < 0) return;
      int from = key + PRIVATE_KEY.length();
      int end = text.indexOf(FENCE, from);
      spans.secret(from, end < 0 ? text.length() : end);
      begin = end < 0 ? -1 : text.indexOf(BEGIN, end);
    }
  }

  private static void mark(Kind kind, Spans spans) {
    var text = spans.text();
    int at = text.indexOf(kind.start);
    while (at >= 0) {
      int from = at + kind.start.length();
      int end = from;
      while (end < text.length() && isToken(text.charAt(end))) end++;
      if ((kind.isAwsId() || begins(text, at)) && end - from >= kind.least) spans.secret(from, end);
      at = text.indexOf(kind.start, end);
    }
  }

  /// Not within a word; a capital begins a word of its own.
  private static boolean begins(String text, int at) {
    if (at == 0 || !isWord(text.charAt(at - 1))) return true;
    return Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at - 1));
  }

  private static boolean isWord(char one) {
    return one < 0x80 && Character.isLetterOrDigit(one);
  }

  private static boolean isToken(char one) {
    return one == '_' || one == '-' || one == '.' || isWord(one);
  }
}
