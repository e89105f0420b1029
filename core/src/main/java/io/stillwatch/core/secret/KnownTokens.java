// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Keys and tokens that are known by how they begin, wherever they stand.
final class KnownTokens {
  /// How a token begins, and how many characters follow at least; if it begins like a word, so many
  /// letters and digits without a break.
  private record Kind(String start, int least, boolean likeWord) {
    Kind(String start, int least) {
      this(start, least, false);
    }

    static Kind likeWord(String start, int least) {
      return new Kind(start, least, true);
    }

    /// The tokens of Atlassian end in `=` and a checksum.
    boolean hasChecksum() {
      return start.equals("ATATT3") || start.equals("ATCTT3");
    }

    /// The ids of AWS are found also within a word: nothing else looks like them.
    boolean isAwsId() {
      return start.equals("AKIA") || start.equals("ASIA");
    }
  }

  /// Characters of an id of AWS behind its first four.
  private static final int AWS_ID = 16;

  private static final List<Kind> KINDS =
      List.of(
          Kind.likeWord("AKIA", 12),
          Kind.likeWord("ASIA", 12),
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
          Kind.likeWord("npm_", 30),
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
          new Kind("atlasv1.", 12),
          new Kind("GOCSPX-", 20),
          new Kind("1//0", 30),
          Kind.likeWord("hf_", 30),
          Kind.likeWord("gsk_", 30),
          new Kind("sk-or-v1-", 20),
          Kind.likeWord("sk-", 32),
          Kind.likeWord("key-", 32),
          Kind.likeWord("dapi", 32),
          Kind.likeWord("cio", 32),
          Kind.likeWord("oy2", 43),
          new Kind("xai-", 40),
          new Kind("glsa_", 20),
          new Kind("glc_", 20),
          new Kind("glrt-", 12),
          new Kind("glptt-", 12),
          new Kind("NRAK-", 20),
          new Kind("tskey-", 16),
          new Kind("doo_v1_", 20),
          new Kind("dor_v1_", 20),
          new Kind("rubygems_", 30),
          new Kind("ATATT3", 20),
          new Kind("ATCTT3", 20),
          new Kind("ATBB", 28),
          new Kind("SWMTKN-1-", 20),
          new Kind("pul-", 40),
          new Kind("figd_", 20),
          new Kind("ntn_", 30),
          new Kind("sbp_", 30),
          new Kind("lsv2_", 30),
          new Kind("shpss_", 12),
          new Kind("shpca_", 12),
          new Kind("shppa_", 12),
          new Kind("sq0atp-", 20),
          new Kind("sq0csp-", 20),
          new Kind("PMAK-", 20),
          new Kind("dt0c01.", 20),
          new Kind("dp.pt.", 20),
          new Kind("dp.st.", 20),
          new Kind("sntrys_", 20),
          new Kind("sntryu_", 20),
          new Kind("pscale_tkn_", 20),
          new Kind("pscale_pw_", 20),
          new Kind("xoxe-", 20),
          new Kind("xoxe.", 20));

  private static final String BEGIN = "-----BEGIN ";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
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
      int from = text.indexOf(FENCE, key);
      if (from < 0) return;
      from += FENCE.length();
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
      while (end < text.length() && isToken(kind, text.charAt(end))) end++;
      boolean begins = kind.isAwsId() || begins(text, at);
      if (begins && isLong(kind, text, from, end)) spans.secret(from, padded(text, end));
      at = text.indexOf(kind.start, end);
    }
  }

  private static boolean isLong(Kind kind, String text, int from, int end) {
    if (kind.isAwsId() && capitals(text, from, end) >= AWS_ID) return true;
    if (end - from < kind.least || !kind.likeWord) return end - from >= kind.least;
    boolean digit = false;
    for (int i = from; i < from + kind.least; i++) {
      if (!isWord(text.charAt(i))) return false;
      digit |= Character.isDigit(text.charAt(i));
    }
    return digit;
  }

  /// How many capitals and digits are at the beginning.
  private static int capitals(String text, int from, int end) {
    int at = from;
    while (at < end && isWord(text.charAt(at)) && !Character.isLowerCase(text.charAt(at))) at++;
    return at - from;
  }

  /// Not within a word; a capital begins a word of its own.
  private static boolean begins(String text, int at) {
    if (at == 0 || !isWord(text.charAt(at - 1))) return true;
    return Character.isUpperCase(text.charAt(at)) && Character.isLowerCase(text.charAt(at - 1));
  }

  private static boolean isWord(char one) {
    return one < 0x80 && Character.isLetterOrDigit(one);
  }

  /// Behind the `=` that pad a text in base 64, unless a value follows them.
  private static int padded(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == '=') end++;
    return end == text.length() || !isWord(text.charAt(end)) ? end : from;
  }

  private static boolean isToken(Kind kind, char one) {
    boolean joint = one == '_' || one == '-' || one == '.';
    return joint || isWord(one) || (one == '=' && kind.hasChecksum());
  }
}
