// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Spot;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The text that cron hands to the shell, for rules that look at characters rather than at words.
///
/// These look at its beginning, which is four times what Debian's cron takes: most patterns need
/// time that grows with the square of the length where a sender means them to.
final class ShellText {
  private static final int LOOKED_AT = 4_096;

  private ShellText() {}

  /// Up to the first `%`, so that columns stay right.
  static String of(TableJob job) {
    return beginning(job.entry().command().uncut());
  }

  /// As it stands in the table.
  static String raw(TableJob job) {
    return beginning(job.entry().command().raw());
  }

  private static String beginning(String text) {
    return text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
  }

  /// The text with everything in single quotes blanked, and so of the same length.
  static String unquoted(String text) {
    if (text.indexOf('\'') < 0) return text;
    var plain = new StringBuilder(text);
    boolean single = false;
    boolean twofold = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && !single) {
        i++;
      } else if (c == '\'' && !twofold) {
        single = !single;
      } else if (c == '"' && !single) {
        twofold = !twofold;
      } else if (single) {
        plain.setCharAt(i, ' ');
      }
    }
    return plain.toString();
  }

  /// A problem at every place where the pattern is found outside single quotes.
  static Stream<MatchResult> find(Pattern pattern, TableJob job) {
    return pattern.matcher(unquoted(of(job))).results();
  }

  static Problem at(Card card, TableJob job, int index, String title) {
    return card.at(Spot.in(job, job.entry().command().column() + index), title);
  }

  static Remedy edit(TableJob job) {
    return Remedy.editor(job.table(), job.line().number());
  }
}
