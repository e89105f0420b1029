// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.auditor.crontab.CrontabLine.Entry;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.crontab.CrontabLine.User;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.job.CronFields;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The job that a faulty line was meant to be, so that what is lost has a name.
///
/// One obvious repair is tried per fault (a missing field, a seconds field, a letter for a digit, a
/// misspelt nickname, a missing user); where the time cannot be guessed the entry has an empty
/// timing, and only its command is known.
final class MeantEntry {
  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
  private static final Pattern COMMAND = Pattern.compile("[/A-Za-z\\[.].*", Pattern.DOTALL);
  private static final Pattern USER_AND_COMMAND =
      Pattern.compile("([a-z_][\\w.-]*)[ \\t]+([/A-Za-z\\[.].*)", Pattern.DOTALL);
  private static final Pattern TIME_WORD =
      Pattern.compile(
          "@\\w+|[/,~#W-]*+[\\d*?LH][\\d*/,~#?LWH-]*|(?:NAME)(?:[-,](?:NAME))*+|[a-z]+day"
              .replace(
                  "NAME",
                  "sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LIKE_A_NUMBER = Pattern.compile("[\\dOolI*/,-]+");
  private static final int FIELDS = 5;
  private static final CronFields NO_TIME =
      new CronFields(
          new BitSet(), new BitSet(), new BitSet(), new BitSet(), new BitSet(), false, false);

  private final Faulty faulty;
  private final String line;
  private final TablePlace.Format format;
  private final Dialect dialect;

  MeantEntry(Faulty faulty, TablePlace.Format format, Dialect dialect) {
    this.faulty = faulty;
    this.line = faulty.text().strip();
    this.format = format;
    this.dialect = dialect;
  }

  Optional<Entry> guess() {
    var digits = withDigits();
    if (digits.isPresent()) return digits;
    int times = timeWords();
    if (times == 0 || (times < 4 && !line.startsWith("@"))) return Optional.empty(); // prose
    if (faulty.fault() == CronFault.BAD_COMMAND && times == 5) return withoutUser();
    for (var repaired : repairs(times)) {
      var entry = EntryParser.accept(repaired, format, dialect);
      if (entry.isPresent()) return entry.map(this::here);
    }
    return unscheduled(times);
  }

  /// Letters that were typed for digits in the time: `2O 3 * * *`.
  private Optional<Entry> withDigits() {
    var words = BLANKS.split(line, FIELDS + 1);
    if (words.length <= FIELDS) return Optional.empty();
    var repaired = words.clone();
    for (int i = 0; i < FIELDS; i++) {
      if (LIKE_A_NUMBER.matcher(words[i]).matches()) repaired[i] = digits(words[i]);
    }
    if (Arrays.equals(words, repaired)) return Optional.empty();
    return EntryParser.accept(String.join(" ", repaired), format, dialect).map(this::here);
  }

  private static String digits(String word) {
    return word.replace('O', '0').replace('o', '0').replace('l', '1').replace('I', '1');
  }

  private List<String> repairs(int times) {
    var words = BLANKS.split(line, 6);
    if (faulty.fault() == CronFault.BAD_TIME_SPECIFIER) {
      var written = words[0].toLowerCase(Locale.ROOT);
      var nickname =
          Nicknames.all().contains(written)
              ? Optional.of(written)
              : Spelling.nearest(written, Nicknames.all()).map(Spelling.Suggestion::word);
      return nickname.map(n -> n + line.substring(words[0].length())).stream().toList();
    }
    if (times == 4 && words.length > 4) {
      var first = Arrays.copyOf(words, 4);
      return List.of(String.join(" ", first) + " * " + BLANKS.split(line, 5)[4]);
    }
    if (times == 6) return List.of(line.substring(words[0].length()).strip());
    return List.of();
  }

  /// A system line whose last field is followed by one word: the command without its user.
  private Optional<Entry> withoutUser() {
    return EntryParser.accept(line, TablePlace.Format.USER, dialect)
        .filter(e -> COMMAND.matcher(e.command().raw()).lookingAt())
        .map(this::here);
  }

  private int timeWords() {
    int count = 0;
    for (var word : BLANKS.split(line, 8)) {
      if (!TIME_WORD.matcher(word).matches()) break;
      count++;
      if (word.startsWith("@")) break;
    }
    return count;
  }

  private Optional<Entry> unscheduled(int times) {
    var words = BLANKS.split(line, times + 1);
    if (words.length <= times) return Optional.empty();
    var rest = words[times];
    var user = User.NONE;
    var both = USER_AND_COMMAND.matcher(rest);
    if (format == TablePlace.Format.SYSTEM && both.matches()) {
      user = new User(both.group(1), column(rest));
      rest = both.group(2);
    }
    if (!COMMAND.matcher(rest).lookingAt()) return Optional.empty();
    var expression = String.join(" ", Arrays.copyOf(words, times));
    var timing = new Timing(expression, NO_TIME, List.of(), false, false);
    return Optional.of(
        new Entry(
            faulty.number(), faulty.text(), timing, user, new CommandText(rest, column(rest))));
  }

  private Entry here(Entry repaired) {
    var raw = repaired.command().raw();
    return new Entry(
        faulty.number(),
        faulty.text(),
        repaired.timing(),
        repaired.user(),
        new CommandText(raw, column(raw)));
  }

  private int column(String text) {
    return Math.max(0, faulty.text().lastIndexOf(text)) + 1;
  }
}
