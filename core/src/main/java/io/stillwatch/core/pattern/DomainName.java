// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

/// The domain names of hosts, which a server of the internet meets without end.
final class DomainName {
  private static final int LEAST_DOTS = 2;

  private DomainName() {}

  /// Where the name ends that begins there; the beginning itself if none does.
  static int end(String text, int from) {
    int dots = 0;
    int label = 0;
    boolean letters = true; // in the last label
    int at = from;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '.' && label > 0) {
        if (at + 1 == text.length() || !ofLabel(text.charAt(at + 1))) break;
        dots++;
        label = 0;
        letters = true;
      } else if (ofLabel(c)) {
        label++;
        letters &= c >= 'a' && c <= 'z';
      } else break;
    }
    boolean whole = at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
    boolean named = dots >= LEAST_DOTS && letters && (label == 2 || label == 3);
    return whole && named ? at : from;
  }

  private static boolean ofLabel(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
