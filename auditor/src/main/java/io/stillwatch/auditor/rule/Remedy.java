// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.host.Table;
import java.util.regex.Pattern;

/// Commands that mend something, ready to paste: quoted for the shell, escaped for sed.
public final class Remedy {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
  private static final Pattern SED_SPECIAL = Pattern.compile("[\\\\.*\\[\\]^$#]");
  private static final Pattern SED_REPLACEMENT = Pattern.compile("[\\\\&#]");

  private Remedy() {}

  public static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /// Replaces a text on one line of a table.
  public static Edit replace(Table table, int line, String from, String to) {
    return Edit.of(table, line, from, to);
  }

  /// Replaces a text on one line of any file.
  public static Edit replace(String path, int line, String from, String to) {
    return new Edit(path, line, from, to, "");
  }

  /// Opens an editor where a person has to decide.
  public static String editor(String path, int line) {
    return "${EDITOR:-vi} +" + Math.max(1, line) + " " + quote(path);
  }

  /// As [#editor(String, int)]; a user's table is opened by crontab(1).
  public static String editor(Table table, int line) {
    var owner = table.place().owner();
    return owner.isEmpty() ? editor(table.path(), line) : "crontab -u " + quote(owner) + " -e";
  }

  /// Runs a sed script over a table. A spool table goes through crontab(1), which tells the daemon.
  public static String edit(Table table, String script) {
    return sed(script, table.path(), table.place().owner());
  }

  static String sed(String script, String path, String owner) {
    if (owner.isEmpty()) return "sed -i " + quote(script) + " " + quote(path);
    var user = quote(owner);
    return "crontab -u " + user + " -l | sed " + quote(script) + " | crontab -u " + user + " -";
  }

  static String substitute(String from, String to) {
    return "s#" + pattern(from) + "#" + replacement(to) + "#";
  }

  public static String chmod(String mode, String path) {
    return "chmod " + mode + " " + quote(path);
  }

  public static String chown(String owner, String path) {
    return "chown " + owner + " " + quote(path);
  }

  public static String move(String from, String to) {
    return "mv " + quote(from) + " " + quote(to);
  }

  private static String pattern(String text) {
    return SED_SPECIAL.matcher(text).replaceAll("\\\\$0");
  }

  private static String replacement(String text) {
    return SED_REPLACEMENT.matcher(text).replaceAll("\\\\$0");
  }
}
