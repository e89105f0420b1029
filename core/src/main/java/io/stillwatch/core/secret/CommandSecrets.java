// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import io.stillwatch.core.secret.ShellWords.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Secrets that programs take in short options and by position: `mysql -pSECRET`, `curl -u
/// bob:SECRET`, `sqlplus bob/SECRET@db`, `echo SECRET | sudo -S`.
final class CommandSecrets {
  private static final int DEEPEST = 4;
  private static final Set<String> ORACLE =
      Set.of("sqlplus", "expdp", "impdp", "exp", "imp", "rman", "sqlldr");
  private static final Set<String> PRINT = Set.of("echo", "printf");

  /// A program stands among the first words, behind fields of a table, `sudo`, `nice` and others.
  private static final int FIRST_WORDS = 16;

  /// Programs and options that have a password read from the input.
  private static final Set<String> READERS =
      Set.of(
          "chpasswd",
          "kinit",
          "smbpasswd",
          "vncpasswd",
          "--stdin",
          "--password-stdin",
          "--passphrase-fd");

  /// Options of `sudo` and `cryptsetup` that do so.
  private static final Set<String> INPUT = Set.of("-S", "-kS", "luksOpen");

  private static final String RABBIT = "rabbitmqctl";
  private static final int SHORT_NAME = 4;

  private static final Set<String> LAST = Set.of("htpasswd", "wpa_passphrase", "mkpasswd");

  private final Spans spans;
  private final String text;

  private CommandSecrets(Spans spans) {
    this.spans = spans;
    this.text = spans.text();
  }

  static void mark(Spans spans) {
    new CommandSecrets(spans).read(0, spans.text().length(), 0);
  }

  /// What every text with such a secret contains, in lower case; a short name is a part of common
  /// words.
  static List<String> signs() {
    var names =
        Stream.of(READERS, INPUT, ORACLE, LAST, Set.of(RABBIT))
            .flatMap(Set::stream)
            .map(CommandSecrets::sign);
    return Stream.concat(names, Programs.signs()).toList();
  }

  private static String sign(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("-")) return " " + lower;
    return lower.length() <= SHORT_NAME ? lower + " " : lower;
  }

  private void read(int from, int end, int depth) {
    List<Word> before = List.of();
    boolean reads = false;
    for (var command : ShellWords.commands(text, from, end)) {
      if (reads && isHereString(before, command)) fed(command.getFirst());
      command(command);
      reads = readsSecret(command);
      if (reads && isPiped(before, command)) printed(before);
      if (depth < DEEPEST) for (var word : command) inner(word, depth);
      before = command;
    }
  }

  /// `sudo -S ls <<< secret`
  private boolean isHereString(List<Word> before, List<Word> command) {
    return between(before, command).strip().equals("<<<");
  }

  /// `echo secret | sudo -S ls`
  private boolean isPiped(List<Word> before, List<Word> command) {
    if (before.isEmpty()) return false;
    var between = between(before, command);
    return between.contains("|") && !between.contains("||");
  }

  private String between(List<Word> before, List<Word> command) {
    return text.substring(before.getLast().to(), command.getFirst().from());
  }

  /// A command in quotes: `sh -c '…'`, `run="…"`.
  private void inner(Word word, int depth) {
    int open = word.from();
    while (open < word.to() && !Values.isQuote(text.charAt(open))) open++;
    if (text.indexOf(' ', open, word.to()) < 0) return;
    boolean closed = word.to() - 1 > open && Values.isQuote(text.charAt(word.to() - 1));
    read(open + 1, closed ? word.to() - 1 : word.to(), depth + 1);
  }

  private void command(List<Word> words) {
    Program program = null;
    for (int i = 0; i < words.size(); i++) {
      if (program != null) argument(program, words, i);
      if (i >= FIRST_WORDS || isOption(words.get(i))) continue;
      var found = Programs.of(name(words.get(i)));
      if (found.isPresent() && acts(found.get(), words)) program = found.get();
    }
    positional(words);
  }

  private boolean acts(Program program, List<Word> words) {
    return program.action().isEmpty()
        || words.stream().anyMatch(word -> name(word).equals(program.action()));
  }

  private String name(Word word) {
    int from = word.from();
    int to = word.to();
    while (from < to && "\"'\\[{".indexOf(text.charAt(from)) >= 0) from++;
    while (to > from && "\"':,".indexOf(text.charAt(to - 1)) >= 0) to--;
    int base = to;
    while (base > from && text.charAt(base - 1) != '/') base--;
    return text.substring(base, to);
  }

  private boolean isOption(Word word) {
    return text.charAt(word.from()) == '-';
  }

  private void argument(Program program, List<Word> words, int index) {
    var word = words.get(index);
    var written = text.substring(word.from(), word.to());
    var next = index + 1 < words.size() ? words.get(index + 1) : null;
    if (next != null && program.after().contains(written)) value(next.from(), next);
    for (var option : program.glued()) glued(option, written, word);
    if (next != null && program.options().contains(written) && !isOption(next)) {
      value(next.from(), next);
    }
    for (var pair : program.pairs()) pair(pair, program.separator(), written, word, next);
  }

  private void glued(String option, String written, Word word) {
    if (!written.startsWith(option) || written.length() == option.length()) return;
    int from = word.from() + option.length();
    char first = text.charAt(from);
    value(first == ':' || first == '=' ? from + 1 : from, word);
  }

  private void pair(String option, char separator, String written, Word word, @Nullable Word next) {
    if (written.equals(option)) {
      if (next != null) pair(next.from(), next, separator);
    } else if (written.startsWith(option)
        && (option.length() == 2 || written.startsWith("=", option.length()))) {
      pair(word.from() + option.length(), word, separator);
    }
  }

  private void pair(int from, Word word, char separator) {
    int at = text.indexOf(separator, from, word.to());
    if (at >= 0) secret(at + 1, withoutQuote(word), word);
  }

  private void value(int from, Word word) {
    if (from >= word.to()) return;
    int start = Values.isQuote(text.charAt(from)) ? from + 1 : from;
    secret(start, withoutQuote(word), word);
  }

  /// Within single quotes a `$` is a character like any other.
  private void secret(int from, int to, Word word) {
    boolean literal = text.charAt(word.from()) == '\'' || text.charAt(from - 1) == '\'';
    if (literal) spans.literal(from, to);
    else spans.secret(from, to);
  }

  /// The end of the word without the quotes that close it.
  private int withoutQuote(Word word) {
    int to = word.to();
    while (to > word.from() && Values.isQuote(text.charAt(to - 1))) to--;
    return to;
  }

  private void positional(List<Word> words) {
    for (int i = 0; i < Math.min(words.size(), FIRST_WORDS); i++) {
      var name = name(words.get(i));
      if (ORACLE.contains(name)) oracle(words.subList(i + 1, words.size()));
      if (LAST.contains(name) && words.size() > i + 2) {
        var last = words.getLast();
        if (!isOption(last)) value(last.from(), last);
      }
      if (name.equals(RABBIT) && words.size() > i + 3) account(words, i + 1);
    }
  }

  private void account(List<Word> words, int index) {
    var action = name(words.get(index));
    var secret = words.get(index + 2);
    if (action.endsWith("_user") || action.endsWith("_password")) value(secret.from(), secret);
  }

  /// `user/secret@database`, also as `userid=user/secret`
  private void oracle(List<Word> words) {
    for (var word : words) {
      int slash = text.indexOf('/', word.from(), word.to());
      if (slash <= word.from() || !isUser(word.from(), slash)) continue;
      int sign = word.to() - 1;
      while (sign > slash && text.charAt(sign) != '@') sign--;
      secret(slash + 1, sign == slash ? withoutQuote(word) : sign, word);
    }
  }

  private boolean isUser(int from, int to) {
    var user = text.substring(from, to).toLowerCase(Locale.ROOT);
    if (user.startsWith("userid=")) return true;
    return user.chars()
        .allMatch(one -> Character.isLetterOrDigit(one) || "_$#\"'".indexOf(one) >= 0);
  }

  /// Whether the command reads a password from its input.
  private boolean readsSecret(List<Word> words) {
    boolean sudo = false;
    for (var word : words) {
      var name = name(word);
      if (READERS.contains(name)) return true;
      sudo |= name.equals("sudo") || name.equals("cryptsetup");
      if (sudo && INPUT.contains(name)) return true;
    }
    return false;
  }

  /// A password, or `user:password`.
  private void fed(Word word) {
    int colon = text.indexOf(':', word.from(), word.to());
    if (colon > 0) secret(colon + 1, withoutQuote(word), word);
    else value(word.from(), word);
  }

  /// `'%s\n'`, behind `printf`.
  private boolean isFormat(Word word) {
    int from = word.from();
    while (from < word.to() && Values.isQuote(text.charAt(from))) from++;
    return from < word.to() && text.charAt(from) == '%';
  }

  /// What `echo` or `printf` hands to such a command.
  private void printed(List<Word> words) {
    int print = 0;
    while (print < words.size() && !PRINT.contains(name(words.get(print)))) print++;
    if (print == words.size()) return;
    boolean format = name(words.get(print)).equals("printf");
    for (var word : words.subList(print + 1, words.size())) {
      if (isOption(word)) continue;
      if (!format || !isFormat(word)) fed(word);
      format = false;
    }
  }
}
