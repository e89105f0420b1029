// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CronFault;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.auditor.host.Table;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What is behind a refused line: the daemon's `bad minute` has a dozen causes.
///
/// One cause per line, the most telling first, so that rules never report the same line twice.
public enum Diagnosis {
  /// Reported by the rules about files.
  ELSEWHERE,
  CONTINUATION,
  EMPTY_VALUE,
  EXPORT,
  NESTED_QUOTES,
  FOREIGN_TEXT,
  NICKNAME,
  USER_MISSING,
  QUARTZ,
  FIELD_MISSING,
  FIELD_TOO_MUCH,
  STEP_ZERO,
  OUT_OF_RANGE,
  BAD_NAME,
  BAD_TOKEN,
  COMMAND_MISSING,
  TOO_LONG;

  /// No-break spaces and others that look like a blank or like nothing.
  public static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\u00a0\\u1680\\u2000-\\u200f\\u202a-\\u202f\\u205f-\\u2064\\u3000\\ufeff]");

  /// Five times, a user, and the first word of a command.
  private static final int WORDS_OF_CRON = 7;

  private static final Pattern WORD = Pattern.compile("[^ \\t]+");
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
  private static final Pattern EMPTY = Pattern.compile("\\s*[A-Za-z_]\\w*\\s*=\\s*");
  private static final Pattern EXPORTED =
      Pattern.compile("\\s*(?:export|set|setenv|declare)\\s+[A-Za-z_]\\w*\\s*[= ].*");
  private static final Pattern QUOTES = Pattern.compile("\\s*[A-Za-z_]\\w*\\s*=\\s*[\"'].*");
  private static final Pattern TIME =
      Pattern.compile(
          "[\\d*?LWH/~#,@-]+|(?i:(?:sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-,#][\\w-]+)*+)");
  private static final Pattern QUARTZ_TOKEN =
      Pattern.compile("\\?|L|\\d*L|\\d*W|LW|H(?:[/(].*)?|\\d+#\\d+");
  private static final Pattern NUMBERS = Pattern.compile("[,/*-]*+\\d[\\d,/*-]*");
  private static final Pattern RANGE_LIST =
      Pattern.compile("(?:\\*|\\d+(?:-\\d+)?)(?:/\\d+)?(?:,(?:\\*|\\d+(?:-\\d+)?)(?:/\\d+)?)*+");
  private static final Pattern ZERO_STEP = Pattern.compile(".*/0+(?:,.*)?");

  /// A time, and a name without a blank in between.
  static final Pattern JOINED = Pattern.compile("([\\d*,/-]+)([a-z_][a-z0-9_-]+)");

  private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{2,}(?:[-,][A-Za-z]{2,})*+");

  /// The invisible character that may be why the line is refused: one behind what the daemon could
  /// not read is not.
  public static Optional<MatchResult> invisible(Faulty line) {
    var found = INVISIBLE.matcher(line.text());
    if (!found.find()) return Optional.empty();
    int field = field(line);
    int read = field < 0 ? WORDS_OF_CRON : field + 1;
    int end =
        WORD.matcher(line.text()).results().limit(read).mapToInt(MatchResult::end).max().orElse(0);
    return found.start() < end ? Optional.of(found.toMatchResult()) : Optional.empty();
  }

  public static Diagnosis of(Table table, Faulty line) {
    if (line.text().isBlank()) return ELSEWHERE; // only a carriage return
    if (invisible(line).isPresent()) return ELSEWHERE;
    if (line.fault() == CronFault.COMMAND_TOO_LONG) return TOO_LONG;
    if (line.number() > 1 && table.lineText(line.number() - 1).stripTrailing().endsWith("\\")) {
      return CONTINUATION;
    }
    var text = line.text().strip();
    if (EMPTY.matcher(text).matches()) return EMPTY_VALUE;
    if (EXPORTED.matcher(text).matches()) return EXPORT;
    if (QUOTES.matcher(text).matches()) return NESTED_QUOTES;
    if (line.fault() == CronFault.BAD_TIME_SPECIFIER) return NICKNAME;
    boolean system = table.place().format() == TablePlace.Format.SYSTEM;
    if (system && line.fault() == CronFault.BAD_OPTION) return USER_MISSING;
    return ofFields(line, BLANKS.split(text, 9));
  }

  private static Diagnosis ofFields(Faulty line, String[] words) {
    int times = 0;
    while (times < words.length && TIME.matcher(words[times]).matches()) times++;
    if (joined(line, words) >= 0) return BAD_TOKEN;
    if (times < 3 && line.meant().isEmpty() && !likeTimes(words)) return FOREIGN_TEXT;
    if (line.fault() == CronFault.BAD_USERNAME) return FIELD_TOO_MUCH;
    if (line.fault() == CronFault.BAD_COMMAND) {
      if (times > 5) return FIELD_TOO_MUCH;
      return words.length > times ? USER_MISSING : COMMAND_MISSING;
    }
    var token = token(line, words);
    if (QUARTZ_TOKEN.matcher(token).matches()) return QUARTZ;
    if (times < 5 && words.length > times && !looksLikeTime(token)) return FIELD_MISSING;
    boolean split = token.endsWith(",") || token.startsWith(","); // a blank inside a list
    if (times > 5 && !split) return FIELD_TOO_MUCH;
    return ofToken(token);
  }

  private static Diagnosis ofToken(String token) {
    if (ZERO_STEP.matcher(token).matches()) return STEP_ZERO;
    if (LETTERS.matcher(token).matches()) return BAD_NAME;
    boolean stepped = token.matches(".*(?:^|,)\\d+/\\d+.*");
    if (NUMBERS.matcher(token).matches() && RANGE_LIST.matcher(token).matches() && !stepped) {
      return OUT_OF_RANGE;
    }
    return BAD_TOKEN;
  }

  /// Whether the first five words all start as times do: `0 10pm * * *`.
  private static boolean likeTimes(String[] words) {
    for (int i = 0; i < 5; i++) {
      if (i >= words.length || !looksLikeTime(words[i])) return false;
    }
    return true;
  }

  /// The number of the field that the user stands in without a blank (`* * * * *root`), or -1.
  private static int joined(Faulty line, String[] words) {
    boolean later = line.fault() == CronFault.BAD_COMMAND || line.fault() == CronFault.BAD_USERNAME;
    return later && words.length > 5 && JOINED.matcher(words[4]).matches() ? 4 : -1;
  }

  /// The field that the daemon could not read.
  static String token(Faulty line, String[] words) {
    int field = field(line);
    if (field < 0) field = joined(line, words);
    if (field < 0) field = words.length - 1;
    return field < words.length ? words[field] : "";
  }

  /// The number of that field from 0, or -1 if it is not one of the five times.
  static int field(Faulty line) {
    return switch (line.fault()) {
      case BAD_MINUTE -> 0;
      case BAD_HOUR -> 1;
      case BAD_DAY_OF_MONTH -> 2;
      case BAD_MONTH -> 3;
      case BAD_DAY_OF_WEEK -> 4;
      default -> -1;
    };
  }

  static String token(Faulty line) {
    return token(line, BLANKS.split(line.text().strip(), 9));
  }

  private static boolean looksLikeTime(String token) {
    return !token.isEmpty()
        && (Character.isDigit(token.charAt(0))
            || "*-/,~".indexOf(token.charAt(0)) >= 0
            || TIME.matcher(token).matches());
  }
}
