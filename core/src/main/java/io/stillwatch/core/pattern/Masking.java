// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import java.util.Set;

/// Replaces what varies in a message by `<*>`, in one pass.
///
/// 1. A word with a digit varies; letters before its only number stay (`eth0` is `eth<*>`), unless
///    they may be hexadecimal (`ab12`) or letters follow the number (`3f9c`, `10ms`).
/// 2. What is quoted varies; its quotes stay.
/// 3. Parts that vary and are joined by punctuation are one: a date, an address, a version, a list.
/// 4. In a group of such parts, a short word of the letters a to f is hexadecimal.
/// 5. What follows the word `user`, `ruser` or `rhost` varies, and so does a domain name of three
///    parts in lower case that ends in a top-level domain of two or three letters.
/// 6. Blanks and control characters are one blank; a pattern ends before the word that makes it too
///    long.
///
/// Which digits a number has changes nothing, and the pattern of a pattern is itself.
final class Masking {
  static final String VARIABLE = "<*>";
  private static final int LONGEST = 200;
  private static final String JOINTS = ".,:;/_-+@=";
  private static final int MOST_JOINTS = 2;
  private static final Set<String> NAMES_NEXT = Set.of("user", "User", "ruser", "rhost");
  private static final int SHORTEST_NAMING = 4;
  private static final String AFTER_NAME = ",;)]\"'";

  private final String text;
  private final StringBuilder out;
  private boolean doubleQuotes = true;
  private boolean singleQuotes = true;
  private int at;

  private Masking(String text) {
    this.text = text;
    this.out = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
  }

  static String masked(String text) {
    var masking = new Masking(text);
    while (masking.at < text.length() && masking.out.length() <= LONGEST) masking.step();
    return masking.pattern();
  }

  private void step() {
    char c = text.charAt(at);
    if (Character.isLetterOrDigit(c)) wordOrName();
    else if (c == '<' && text.startsWith(VARIABLE, at)) {
      variable();
      at += VARIABLE.length();
    } else if (c == '"' || c == '\'') quote(c);
    else if (c <= ' ' || Character.isISOControl(c)) blank();
    else {
      out.append(c);
      at++;
    }
  }

  private void blank() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') out.append(' ');
    at++;
  }

  private void wordOrName() {
    int start = at;
    int end = beginsToken() ? DomainName.end(text, start) : start;
    if (end > start) {
      variable();
      at = end;
      return;
    }
    word();
    int length = at - start;
    boolean mayName = length == SHORTEST_NAMING || length == SHORTEST_NAMING + 1;
    if (mayName && NAMES_NEXT.contains(text.substring(start, at))) named();
  }

  private boolean beginsToken() {
    return out.isEmpty() || out.charAt(out.length() - 1) != '.';
  }

  /// `user ann`, `ruser=ann`.
  private void named() {
    int from = at;
    boolean equals = from < text.length() && text.charAt(from) == '=';
    if (equals) from++;
    else while (from < text.length() && text.charAt(from) == ' ') from++;
    if (from == at || from == text.length() || !Character.isLetterOrDigit(text.charAt(from)))
      return;
    out.append(equals ? '=' : ' ').append(VARIABLE);
    at = from;
    while (at < text.length() && text.charAt(at) > ' ' && AFTER_NAME.indexOf(text.charAt(at)) < 0)
      at++;
  }

  private void word() {
    int start = at;
    int number = -1; // where the first number begins
    boolean lettersAfter = false;
    boolean hexadecimal = true; // as far as the letters before the first number
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isDigit(c)) {
        if (number < 0) number = at;
      } else if (Character.isLetter(c)) {
        if (number >= 0) lettersAfter = true;
        else hexadecimal &= hexadecimal(c);
      } else break;
    }
    if (number < 0) {
      if (hexadecimal && inGroup(at - start)) variable();
      else out.append(text, start, at);
      return;
    }
    if (!hexadecimal && !lettersAfter) {
      out.append(text, start, number).append(VARIABLE);
      return;
    }
    variable();
  }

  private static boolean hexadecimal(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /// Whether a word of this length goes on an address or a UUID.
  private boolean inGroup(int length) {
    int last = out.length() - 1;
    if (last < 1) return false;
    char joint = out.charAt(last);
    boolean twoColons = joint == ':' && out.charAt(last - 1) == ':'; // zeros left out of an address
    if (!varies(twoColons ? last - 1 : last)) return false;
    return switch (joint) {
      case '-' -> length == 4 || length == 12;
      case ':' -> length == 2 || length == 4;
      default -> false;
    };
  }

  /// Whether what precedes the character at `end` varies.
  private boolean varies(int end) {
    return end > 2
        && out.charAt(end - 1) == '>'
        && out.charAt(end - 2) == '*'
        && out.charAt(end - 3) == '<';
  }

  private void variable() {
    int end = out.length();
    for (int joints = 0; joints < MOST_JOINTS && joint(end - 1); joints++) end--;
    for (int tried = end; tried <= out.length(); tried++) {
      if (!varies(tried)) continue;
      out.setLength(tried);
      return;
    }
    out.append(VARIABLE);
  }

  private boolean joint(int index) {
    return index >= 0 && JOINTS.indexOf(out.charAt(index)) >= 0;
  }

  /// An apostrophe within a word is not a quote. What borders on a masked part counts as a word,
  /// because it was one.
  private void quote(char quote) {
    int end = closing(quote);
    if (end < 0) {
      out.append(quote);
      at++;
      return;
    }
    out.append(quote).append(VARIABLE).append(quote);
    at = end + 1;
  }

  private int closing(char quote) {
    if (quote == '"') {
      int end = doubleQuotes ? text.indexOf('"', at + 1) : -1;
      doubleQuotes = end >= 0;
      return end;
    }
    if (!singleQuotes || (!out.isEmpty() && ofWord(out.charAt(out.length() - 1)))) return -1;
    int end = text.indexOf('\'', at + 1);
    while (end >= 0 && end + 1 < text.length() && ofWord(text.charAt(end + 1)))
      end = text.indexOf('\'', end + 1);
    singleQuotes = end >= 0;
    return end;
  }

  private static boolean ofWord(char c) {
    return Character.isLetterOrDigit(c) || c == '<' || c == '>';
  }

  private String pattern() {
    if (out.length() > LONGEST) {
      int blank = out.lastIndexOf(" ", LONGEST);
      out.setLength(Math.max(blank, 0));
      if (blank <= 0) out.append(VARIABLE);
    }
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == ' ') end--;
    return out.substring(0, end);
  }
}
