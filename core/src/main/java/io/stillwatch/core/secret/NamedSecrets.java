// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.Locale;
import java.util.Set;

/// Secrets that a name announces: `password=…`, `--token …`, `"apiKey": "…"`, `Authorization: …`,
/// `IDENTIFIED BY '…'`, `<password>…</password>`, `requirepass …`; the name may be a value itself:
/// `"name": "TOKEN", "value": "…"`, `<property name="password">…</property>`.
final class NamedSecrets {
  private static final String STOPS = ";&|<>\"'";
  private static final String TO_END_OF_QUOTE = "\"'\n";

  /// Names that are common words of log lines; before a colon they head a message.
  private static final Set<String> WORDS = Set.of("auth", "pass", "sig", "otp", "signature", "jwt");

  private static final Set<String> SCHEMES = Set.of("bearer", "basic");
  private static final Set<String> WHOLE_LINE =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  /// Names in files of configuration whose value follows a blank.
  private static final Set<String> DIRECTIVES =
      Set.of("requirepass", "masterauth", "bindpw", "rootpw", "auth_pass");

  private static final int SHORTEST_TOKEN = 8;
  private static final int LOOK_AHEAD = 64;
  private static final int LONGEST_NUMBER = 12;

  private final Spans spans;
  private final String text;

  /// Behind the last value that is the name of a secret; -1 if there was none.
  private int named = -1;

  private NamedSecrets(Spans spans) {
    this.spans = spans;
    this.text = spans.text();
  }

  static void mark(Spans spans) {
    new NamedSecrets(spans).mark();
  }

  private void mark() {
    int at = 0;
    while (at < text.length()) {
      if (!isName(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && isName(text.charAt(end))) end++;
      at = Math.max(end, name(at, end));
    }
  }

  private static boolean isName(char one) {
    return one == '_' || one == '-' || one == '.' || Character.isLetterOrDigit(one);
  }

  /// Marks what the name in `[from, end)` announces. Returns where to read on.
  private int name(int from, int end) {
    int start = from;
    while (start < end && text.charAt(start) == '-') start++;
    boolean option = start > from;
    var name = text.substring(start, end);
    if (end == text.length()) return end;
    int after = Values.skipBlanks(text, closed(end));
    if (after == text.length()) return end;
    char next = text.charAt(after);
    if (next == '=' || next == ':') return assigned(name, after, next);
    if (after == end && next == '>' && from > 0 && text.charAt(from - 1) == '<') {
      return SecretNames.isSecret(name) ? element(end + 1) : end;
    }
    if (after == end && next != '(') return end;
    return followed(name, option, from, after);
  }

  /// Behind the quote that ends the name of a field, and the bracket of an index.
  private int closed(int end) {
    int at = end;
    while (at < text.length() && text.charAt(at) == '\\') at++;
    if (at == text.length() || !Values.isQuote(text.charAt(at))) return end;
    at++;
    return at < text.length() && text.charAt(at) == ']' ? at + 1 : at;
  }

  private int assigned(String name, int separator, char mark) {
    if (mark == ':' && text.startsWith("//", separator + 1)) return separator;
    var lower = name.toLowerCase(Locale.ROOT);
    if (!SecretNames.isSecret(name)) return indirect(lower, separator);
    if (mark == ':' && isMessage(name, separator)) return separator;
    int value = separator + 1;
    while (value < text.length() && "=>~".indexOf(text.charAt(value)) >= 0) value++;
    value = Values.skipBlanks(text, value);
    if (value == text.length() || isFolder(lower, value)) return value;
    if (mark == '=' && text.charAt(value) == '{' && braces(value + 1)) return value;
    return WHOLE_LINE.contains(lower) ? header(value) : value(value);
  }

  /// `Pwd={a;b}`, as ODBC writes a value with a separator.
  private boolean braces(int from) {
    int end = from;
    while (end < text.length() && "{}\"'\n".indexOf(text.charAt(end)) < 0) end++;
    boolean closed = end < text.length() && text.charAt(end) == '}';
    if (closed) spans.secret(from, end);
    return closed;
  }

  /// A field that holds the name of a secret, and the one behind it that holds its value.
  private int indirect(String name, int separator) {
    if (name.endsWith("value") && isNear(separator)) return ofName(separator);
    return name.endsWith("name") || name.endsWith("key") ? nameOf(separator) : separator;
  }

  private int nameOf(int separator) {
    int from = start(separator + 1);
    int end = from;
    while (end < text.length() && isName(text.charAt(end))) end++;
    if (!SecretNames.isSecret(text.substring(from, end))) return separator;
    named = end;
    boolean element = text.startsWith("\">", end) || text.startsWith("'>", end);
    return element ? element(end + 2) : separator; // which may be one itself: `key: token=…`
  }

  /// Behind blanks, backslashes and the quote that opens a value.
  private int start(int from) {
    int at = Values.skipBlanks(text, from);
    while (at < text.length() && text.charAt(at) == '\\') at++;
    return Values.isQuoteAt(text, at) ? at + 1 : at;
  }

  /// Whether only the end of that value is between it and the name before the separator.
  private boolean isNear(int separator) {
    if (named < 0 || separator - named > LOOK_AHEAD) return false;
    for (int i = named; i < separator; i++) {
      if ("=:;{}()<>&|".indexOf(text.charAt(i)) >= 0) return false;
    }
    return true;
  }

  private int ofName(int separator) {
    int value = Values.skipBlanks(text, separator + 1);
    return value < text.length() ? value(value) : value;
  }

  /// `PWD=/srv`, as sudo logs it.
  private boolean isFolder(String name, int value) {
    return (name.equals("pwd") || name.equals("oldpwd")) && text.charAt(value) == '/';
  }

  /// Whether the name before a colon heads a message (`auth: failed`, `token.service: Started`), or
  /// is the one of a host, image or file: `auth.example.com:443`.
  private boolean isMessage(String name, int separator) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (!isGlued(separator) && WORDS.contains(lower)) return true;
    if (SecretNames.endsSecret(name)) return false;
    return !SecretNames.isSecret(name.substring(name.lastIndexOf('.') + 1))
        || isNumber(separator + 1);
  }

  /// A port, version or number of a line.
  private boolean isNumber(int from) {
    int end = from;
    while (end < text.length() && end - from <= LONGEST_NUMBER && isDigitOrPoint(end)) end++;
    boolean number = end > from && end - from <= LONGEST_NUMBER;
    return number && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  private boolean isDigitOrPoint(int index) {
    char one = text.charAt(index);
    return one == '.' || Character.isDigit(one);
  }

  private boolean isGlued(int separator) {
    int next = separator + 1;
    return next < text.length() && !Values.isBlank(text.charAt(next));
  }

  /// The scheme of an `Authorization` may be shown, the rest of its line may not.
  private int header(int from) {
    int start = Values.isQuote(text.charAt(from)) ? from + 1 : from;
    int end = start;
    while (end < text.length() && TO_END_OF_QUOTE.indexOf(text.charAt(end)) < 0) end++;
    int blank = text.indexOf(' ', start, end);
    boolean scheme = blank > 0 && isScheme(start, blank);
    spans.secret(scheme ? Values.skipBlanks(text, blank) : start, end);
    return end;
  }

  private boolean isScheme(int from, int to) {
    return SCHEMES.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
  }

  /// A value up to its closing quote; without quotes up to a separator, or to a comma or bracket
  /// that ends it.
  private int value(int from) {
    char first = text.charAt(from);
    if (Values.isVariable(text, from)) return from + 1;
    if (first == '"' && from + 1 < text.length() && Values.isVariable(text, from + 1)) {
      return from + 2; // what the substitution runs is read as any other text
    }
    if (first == '\\' || Values.isQuote(first)) return Values.mark(spans, from, STOPS);
    int end = from;
    while (end < text.length() && !Values.ends(text, end, STOPS) && !isComma(end)) {
      end = Values.next(text, end);
    }
    boolean call = end > from && text.charAt(end - 1) == '(';
    boolean prefixed = end == from + 1 && Character.isLetter(first); // N'…', as SQL writes it
    if ((call || prefixed) && Values.isQuoteAt(text, end)) return Values.mark(spans, end, STOPS);
    int glued = end > from ? Values.glued(text, end, STOPS) : end;
    int stop = glued > end ? glued : withoutBrackets(from, end);
    spans.secret(from, stop);
    return stop;
  }

  /// A comma that a blank or a further `name=value` follows.
  private boolean isComma(int at) {
    if (text.charAt(at) != ',') return false;
    int end = at + 1;
    if (end == text.length() || Character.isWhitespace(text.charAt(end))) return true;
    int limit = Math.min(text.length(), end + LOOK_AHEAD);
    while (end < limit && isName(text.charAt(end))) end++;
    return end > at + 1 && end < limit && (text.charAt(end) == '=' || text.charAt(end) == ':');
  }

  private int withoutBrackets(int from, int end) {
    int at = end;
    while (at > from && ")]},.".indexOf(text.charAt(at - 1)) >= 0) at--;
    return at;
  }

  private int element(int from) {
    int end = text.indexOf('<', from);
    end = end < 0 ? text.length() : end;
    spans.secret(from, end);
    return end;
  }

  /// What stands behind the name and blanks.
  private int followed(String name, boolean option, int from, int after) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("identified")) return identified(after);
    if (SCHEMES.contains(lower)) return token(after);
    if (DIRECTIVES.contains(lower)) return directive(after);
    char next = text.charAt(after);
    if (option) {
      boolean value = next != '-' && next != '(' && next != '\n' && next != '|' && next != ';';
      return value && SecretNames.isSecret(name) ? value(after) : from + name.length();
    }
    boolean quoted = Values.isQuote(next) || (next == '(' && Values.isQuoteAt(text, after + 1));
    if (quoted && SecretNames.isSecret(name)) {
      return Values.mark(spans, next == '(' ? after + 1 : after, STOPS);
    }
    if ((lower.equals("password") || lower.equals("passwd")) && (isNetrc(from) || isSet(from))) {
      return value(after);
    }
    return isSet(from) && SecretNames.isSecret(name) ? value(after) : from + name.length();
  }

  /// `rootpw --plaintext SECRET`
  private int directive(int from) {
    int at = from;
    while (text.startsWith("--", at)) at = Values.skipBlanks(text, Values.end(text, at, STOPS));
    return at < text.length() ? value(at) : at;
  }

  /// `IDENTIFIED [WITH plugin] BY [PASSWORD] 'secret'`
  private int identified(int from) {
    int end = Math.min(text.length(), from + LOOK_AHEAD);
    var rest = text.substring(from, end).toLowerCase(Locale.ROOT);
    int by = rest.startsWith("by ") ? 0 : rest.indexOf(" by ") + 1;
    if (by == 0 && !rest.startsWith("by ")) return from;
    int value = Values.skipBlanks(text, from + by + 3);
    if (text.regionMatches(true, value, "password ", 0, 9)) {
      value = Values.skipBlanks(text, value + 9);
    }
    return value < text.length() ? Values.mark(spans, value, STOPS) : value;
  }

  /// `Bearer …`: a word of prose has neither digits nor capitals within.
  private int token(int from) {
    int end = Values.end(text, from, STOPS + ",)");
    if (end - from >= SHORTEST_TOKEN && isRandom(from, end)) spans.secret(from, end);
    return end;
  }

  private boolean isRandom(int from, int end) {
    for (int i = from; i < end; i++) {
      char one = text.charAt(i);
      if (Character.isDigit(one) || one == '=' || (i > from && Character.isUpperCase(one))) {
        return true;
      }
    }
    return false;
  }

  /// `login NAME password SECRET`
  private boolean isNetrc(int from) {
    int begin = Math.max(0, from - LOOK_AHEAD);
    var before = text.substring(begin, from).stripTrailing();
    int name = before.lastIndexOf(' ');
    return name > 0 && before.substring(0, name).stripTrailing().endsWith("login");
  }

  /// `configure set NAME SECRET`, `git config NAME SECRET`
  private boolean isSet(int from) {
    int begin = Math.max(0, from - LOOK_AHEAD);
    var before = text.substring(begin, from);
    return before.endsWith(" set ") || before.endsWith(" config ");
  }
}
