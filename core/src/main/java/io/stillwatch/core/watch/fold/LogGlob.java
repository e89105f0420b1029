// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import java.util.regex.Pattern;

/// A path pattern of a logrotate stanza, as glob(3) reads it: `*` and `?` stay within a directory
/// and do not match a leading dot.
final class LogGlob {
  private static final Pattern WILD = Pattern.compile("[*?\\[]");

  private LogGlob() {}

  static boolean is(String pattern) {
    return WILD.matcher(pattern).find();
  }

  static boolean matches(String pattern, String path) {
    return matches(pattern, 0, path, 0);
  }

  private static boolean matches(String pattern, int p, String path, int t) {
    int starPattern = -1;
    int starPath = -1;
    while (t < path.length()) {
      char c = path.charAt(t);
      if (p < pattern.length() && pattern.charAt(p) == '*' && !hidden(path, t)) {
        starPattern = p++;
        starPath = t;
      } else if (p < pattern.length()
          && one(pattern, p, c)
          && !(wild(pattern, p) && hidden(path, t))) {
        p = next(pattern, p);
        t++;
      } else if (starPattern >= 0 && path.charAt(starPath) != '/') {
        p = starPattern + 1;
        t = ++starPath;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') p++;
    return p == pattern.length();
  }

  private static boolean wild(String pattern, int p) {
    return pattern.charAt(p) == '?' || pattern.charAt(p) == '[';
  }

  private static boolean hidden(String path, int t) {
    return path.charAt(t) == '.' && t > 0 && path.charAt(t - 1) == '/';
  }

  private static boolean one(String pattern, int p, char c) {
    return switch (pattern.charAt(p)) {
      case '*' -> false;
      case '?' -> c != '/';
      case '[' -> set(pattern, p, c);
      default -> pattern.charAt(p) == c;
    };
  }

  private static boolean set(String pattern, int open, char c) {
    int close = close(pattern, open);
    if (close < 0) return c == '[';
    if (c == '/') return false;
    boolean negated = pattern.charAt(open + 1) == '!' || pattern.charAt(open + 1) == '^';
    boolean in = false;
    for (int i = open + (negated ? 2 : 1); i < close; i++) {
      if (i + 2 < close && pattern.charAt(i + 1) == '-') {
        in |= pattern.charAt(i) <= c && c <= pattern.charAt(i + 2);
        i += 2;
      } else {
        in |= pattern.charAt(i) == c;
      }
    }
    return in != negated;
  }

  private static int close(String pattern, int open) {
    return pattern.indexOf(']', open + 2);
  }

  private static int next(String pattern, int p) {
    if (pattern.charAt(p) != '[') return p + 1;
    int close = close(pattern, p);
    return close < 0 ? p + 1 : close + 1;
  }
}
