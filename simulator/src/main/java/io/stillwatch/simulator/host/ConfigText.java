// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

/// A configuration file of a host: its text, and who may do what with it.
record ConfigText(String path, String text, String mode, int uid, int gid) {
  private static final String USER_TABLES = "/var/spool/cron/crontabs/";

  static ConfigText ofRoot(String path, String text) {
    return new ConfigText(path, text, "0644", 0, 0);
  }

  /// As crontab(1) installs it: the user's own, mode 0600, group crontab.
  static ConfigText crontabOf(Account user, String text) {
    return new ConfigText(USER_TABLES + user.name(), text, "0600", user.uid(), 105);
  }

  boolean isUserTable() {
    return path.startsWith(USER_TABLES);
  }

  boolean isTable() {
    return isUserTable() || path.equals("/etc/crontab") || path.startsWith("/etc/cron.d/");
  }

  /// The user whose crontab it is; for the other tables the name stands in each line.
  String owner() {
    return path.substring(USER_TABLES.length());
  }

  /// What cron says when it reads the changed table again.
  String reloadMessage() {
    var name = path.substring(path.lastIndexOf('/') + 1);
    return isUserTable()
        ? "(" + name + ") RELOAD (crontabs/" + name + ")"
        : "(*system*" + name + ") RELOAD (" + path + ")";
  }

  ConfigText with(String newText) {
    return new ConfigText(path, newText, mode, uid, gid);
  }
}
