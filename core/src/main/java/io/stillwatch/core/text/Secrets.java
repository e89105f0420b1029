// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of commands and log lines before they are sent or shown.
public final class Secrets {
  private static final String HIDDEN = "***";

  /// Group 1 of each pattern is the part that may be shown.
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("(://)[^\\s/@]+@"),
          Pattern.compile("((?:AKIA|ASIA))[A-Z0-9]{8,}"),
          Pattern.compile("(?i)(\\b(?:bearer|basic)\\s+)[\\w.~+/=-]{8,}"),
          Pattern.compile("(hooks\\.slack\\.com/services/)\\S+"),
          Pattern.compile("(?i)(\\bx-amz-(?:signature|credential|security-token)=)[^&\\s\"']+"),
          Pattern.compile("(?i)([?&](?:sig|key|auth)=)[^&\\s\"']+"),
          Pattern.compile(
              "(?i)((?:password|passwd|passphrase|pwd|secret|token|api[_-]?key"
                  + "|access[_-]?key)[\\w-]*[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s&;,\"']+)"),
          Pattern.compile(
              "(?i)(--(?:password|passwd|token|secret)\\s+)(?:\"[^\"]*\"|'[^']*'|[^\\s-]\\S*)"),
          Pattern.compile("(\\b(?:mysql|mysqldump|mysqladmin|mariadb)\\b[^|;&]*?\\s-p)[^\\s]+"),
          Pattern.compile("(\\bcurl\\b[^|;&]*?\\s(?:-u|--user)\\s*[^\\s:]*:)[^\\s]+"));

  private Secrets() {}

  public static String redacted(String text) {
    var redacted = text;
    for (var secret : SECRETS) redacted = secret.matcher(redacted).replaceAll("$1" + HIDDEN);
    return redacted;
  }
}
