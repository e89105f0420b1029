// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.List;
import java.util.Set;

/// Secrets in addresses: the user part, parts of a path that are keys, and parameters; and in those
/// of databases that have no scheme: `user:secret@tcp(host)`, `jdbc:oracle:thin:user/secret@host`.
final class AddressSecrets {
  private static final String END = "\"'<>`|\\^{}";

  /// The same for the part of an address before its `@`, where a password may hold the others.
  private static final String END_OF_USER = "\"'<>`\\";

  private static final int SHORTEST_KEY = 20;
  private static final int DIGIT = 1;
  private static final int LETTER = 2;
  private static final int SHORTEST_CUT = 8;
  private static final int LONGEST_PORT = 5;
  private static final String BEHIND_PORT = ";:,)]}?#/";

  /// The schemes of images, whose tag follows a colon.
  private static final Set<String> IMAGES =
      Set.of("docker", "docker-daemon", "oci", "containers-storage");

  private static final String ORACLE = "jdbc:oracle:";
  private static final List<String> PROTOCOLS = List.of("@tcp(", "@unix(");

  /// What every text with an address contains, in lower case.
  static final List<String> SIGNS = List.of("://", ORACLE, "@tcp(", "@unix(");

  /// Parameters that are secret in an address only.
  private static final Set<String> PARAMETERS = Set.of("key", "sig", "auth", "code", "sv", "hmac");

  private final Spans spans;
  private final String text;

  private AddressSecrets(Spans spans) {
    this.spans = spans;
    this.text = spans.text();
  }

  static void mark(Spans spans) {
    new AddressSecrets(spans).mark();
  }

  private void mark() {
    int at = text.indexOf("://");
    while (at >= 0) {
      int end = end(at + 3);
      address(at + 3, end);
      at = text.indexOf("://", Math.max(end, at + 3));
    }
    for (var protocol : PROTOCOLS) {
      int last = 0;
      for (at = text.indexOf(protocol); at >= 0; at = text.indexOf(protocol, last)) {
        before(last, at);
        last = at + protocol.length();
      }
    }
    at = text.indexOf(ORACLE);
    while (at >= 0) at = text.indexOf(ORACLE, oracle(at + ORACLE.length()));
  }

  /// `user:secret` that ends at the sign.
  private void before(int begin, int sign) {
    int from = sign;
    while (from > begin && !Values.ends(text, from - 1, END_OF_USER)) from--;
    int colon = indexOf(':', from, sign);
    if (colon < sign) spans.secret(colon + 1, sign);
  }

  /// `thin:user/secret@host`. Returns where it ends.
  private int oracle(int from) {
    int end = Values.end(text, from, END_OF_USER);
    int slash = indexOf('/', from, end);
    int sign = lastIndexOf('@', slash, end);
    if (sign >= 0) spans.secret(slash + 1, sign);
    return end;
  }

  /// A `%` of an address has a backslash in a crontab.
  private int end(int from) {
    int end = Values.end(text, from, END);
    while (text.startsWith("\\%", end)) end = Values.end(text, end + 2, END);
    int sign = passwordWithBrace(from, end);
    return sign > end ? Values.end(text, sign, END) : end;
  }

  /// The `@` behind a password with a character that should have been encoded: `user:a^b@host`.
  private int passwordWithBrace(int from, int end) {
    if (indexOf('/', from, end) < end || isPort(indexOf(':', from, end) + 1, end)) return -1;
    boolean user = indexOf(':', from, end) < end;
    return user ? lastIndexOf('@', end, Values.end(text, end, END_OF_USER + "/")) : -1;
  }

  private void address(int from, int end) {
    int query = indexOf('?', from, end);
    int slash = indexOf('/', from, query);
    int sign = lastIndexOf('@', from, slash);
    if (sign < 0 && slash < query) sign = passwordWithSlash(from, slash, query);
    if (sign > from) user(from, sign);
    if (sign < 0 && slash == end) cutShort(from, end);
    int path = sign > slash ? indexOf('/', sign, query) : slash;
    path(path, query);
    parameters(query, end);
  }

  /// `user:secret` of an address that ends before its host, as where cron cuts a command at a `%`.
  private void cutShort(int from, int end) {
    int colon = indexOf(':', from, end);
    if (end - colon <= SHORTEST_CUT || IMAGES.contains(scheme(from - 3))) return;
    boolean hosts = text.charAt(from) == '[' || text.indexOf(',', from, end) >= 0;
    boolean port = isPort(colon + 1, end);
    if (!hosts && !port && !isNumeric(from, end)) spans.secret(colon + 1, end);
  }

  /// The letters, digits and signs before `://`.
  private String scheme(int end) {
    int from = end;
    while (from > 0 && (isLetterOrDigit(from - 1) || "+-.".indexOf(text.charAt(from - 1)) >= 0)) {
      from--;
    }
    return text.substring(from, end);
  }

  /// An address of version 6, also without brackets.
  private boolean isNumeric(int from, int end) {
    int colons = 0;
    for (int i = from; i < end; i++) {
      char one = text.charAt(i);
      if (one == ':') colons++;
      else if (one != '.' && Character.digit(one, 16) < 0) return false;
    }
    return colons > 1;
  }

  private boolean isLetterOrDigit(int index) {
    return Character.isLetterOrDigit(text.charAt(index));
  }

  private int indexOf(char one, int from, int end) {
    int at = text.indexOf(one, Math.min(from, end), end);
    return at < 0 ? end : at;
  }

  private int lastIndexOf(char one, int from, int end) {
    int at = end - 1;
    while (at >= from && text.charAt(at) != one) at--;
    return at < from ? -1 : at;
  }

  /// A password may hold a slash that should have been encoded: `user:a/b@host`.
  private int passwordWithSlash(int from, int slash, int end) {
    int colon = indexOf(':', from, slash);
    if (colon >= slash) return -1;
    if (colon + 1 < slash && behindPort(colon + 1, slash) == slash) return -1;
    return lastIndexOf('@', slash, end);
  }

  /// Whether a port begins here: `1433;databaseName=shop`.
  private boolean isPort(int from, int end) {
    int behind = behindPort(from, end);
    return behind > from && (behind == end || BEHIND_PORT.indexOf(text.charAt(behind)) >= 0);
  }

  /// Behind the digits of a port; `from` if there are none or too many.
  private int behindPort(int from, int end) {
    int behind = from;
    while (behind < end && Character.isDigit(text.charAt(behind))) behind++;
    return behind - from > LONGEST_PORT ? from : behind;
  }

  /// `user:password` keeps the user; alone, what is long may be a token.
  private void user(int from, int end) {
    int colon = indexOf(':', from, end);
    if (colon < end) spans.secret(colon + 1, end);
    else if (end - from >= SHORTEST_KEY) spans.secret(from, end);
  }

  /// Webhooks and pings carry their key as a part of the path.
  private void path(int from, int end) {
    int start = from + 1;
    while (start < end) {
      int stop = indexOf('/', start, end);
      if (isKey(start, stop)) spans.secret(start, stop);
      start = stop + 1;
    }
  }

  /// A key has letters and digits in one piece; names and dates have them apart.
  private boolean isKey(int from, int end) {
    int stop = end;
    while (stop > from && ");,.".indexOf(text.charAt(stop - 1)) >= 0) stop--;
    if (stop - from < SHORTEST_KEY) return false;
    boolean mixed = false;
    int kinds = 0;
    for (int i = from; i < stop; i++) {
      char one = text.charAt(i);
      if (one == '-' || one == '_') kinds = 0;
      else if (Character.isDigit(one)) kinds |= DIGIT;
      else if (Character.isLetter(one)) kinds |= LETTER;
      else if (one != ':') return false;
      mixed |= kinds == (DIGIT | LETTER);
    }
    return mixed;
  }

  private void parameters(int from, int end) {
    int start = from + 1;
    while (start < end) {
      int stop = indexOf('&', start, end);
      int equals = indexOf('=', start, stop);
      if (equals < stop && isSecret(text.substring(start, equals))) {
        spans.secret(equals + 1, stop);
      }
      start = stop + 1;
    }
  }

  private static boolean isSecret(String name) {
    return PARAMETERS.contains(name) || SecretNames.isSecret(name);
  }
}
