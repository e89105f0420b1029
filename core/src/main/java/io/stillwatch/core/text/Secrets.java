// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of commands and log lines before they are sent or shown.
public final class Secrets {
  private static final String HIDDEN = "***";

  /// What gives a secret away. Group 1 of the pattern is the part that may be shown; a text without
  /// any of the signs cannot match, and is not searched.
  private record Sign(List<String> signs, Pattern pattern) {
    String redacted(String text) {
      if (signs.stream().noneMatch(text::contains)) return text;
      return pattern.matcher(text).replaceAll("$1" + HIDDEN);
    }
  }

  private static final List<Sign> SECRETS =
      List.of(
          sign("(://)[^\\s/@]+@", "@"),
          sign("((?:AKIA|ASIA))[A-Z0-9]{8,}", "AKIA", "ASIA"),
          sign("(?i)(\\b(?:bearer|basic)\\s+)[\\w.~+/=-]{8,}", " ", "\t", "\n"),
          sign("(hooks\\.slack\\.com/services/)\\S+", "slack"),
          sign("(?i)(\\bx-amz-(?:signature|credential|security-token)=)[^&\\s\"']+", "="),
          sign("(?i)([?&](?:sig|key|auth)=)[^&\\s\"']+", "="),
          sign(
              "(?i)((?:password|passwd|passphrase|pwd|secret|token|api[_-]?key"
                  + "|access[_-]?key)[\\w-]*[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s&;,\"']+)",
              "=",
              ":"),
          sign(
              "(?i)(--(?:password|passwd|token|secret)\\s+)(?:\"[^\"]*\"|'[^']*'|[^\\s-]\\S*)",
              "--"),
          sign("(\\b(?:mysql|mysqldump|mysqladmin|mariadb)\\b[^|;&]*?\\s-p)[^\\s]+", "-p"),
          sign("(\\bcurl\\b[^|;&]*?\\s(?:-u|--user)\\s*[^\\s:]*:)[^\\s]+", "curl"));

  private static Sign sign(String pattern, String... signs) {
    return new Sign(List.of(signs), Pattern.compile(pattern));
  }

  private Secrets() {}

  public static String redacted(String text) {
    var redacted = text;
    for (var secret : SECRETS) redacted = secret.redacted(redacted);
    return redacted;
  }
}
