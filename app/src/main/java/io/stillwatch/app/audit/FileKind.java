// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

/// What a file is read as.
public enum FileKind {
  /// `/etc/crontab` and `/etc/cron.d`: with a user column.
  SYSTEM("system crontab"),
  /// A user's own table, as `crontab -e` edits it.
  USER("user crontab"),
  ANACRONTAB("anacrontab"),
  LOGROTATE("logrotate configuration"),
  UNIT("systemd unit");

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /// The path under which the daemon would read a file of this name.
  String installedAs(String name) {
    return switch (this) {
      case SYSTEM -> "/etc/cron.d/" + plain(name);
      case USER -> "/var/spool/cron/crontabs/" + plain(name);
      case ANACRONTAB -> "/etc/anacrontab";
      case LOGROTATE ->
          name.equals("logrotate.conf") ? "/etc/logrotate.conf" : "/etc/logrotate.d/" + plain(name);
      case UNIT -> "/etc/systemd/system/" + name;
    };
  }

  /// Names of templates (`x.cron`) are changed when they are installed.
  private static String plain(String name) {
    var plain = name.replaceAll("[^A-Za-z0-9_-]", "-").replaceFirst("^-+", "");
    return plain.isEmpty() ? "table" : plain;
  }
}
