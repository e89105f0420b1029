// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.cron;

/// Where the table is that a daemon speaks of by a name of its own.
final class Tables {
  static final String SYSTEM = "*system*";

  private Tables() {}

  /// `(*system*x)` is /etc/cron.d/x, `(*system*)` is /etc/crontab, and `(alice)` has a table in the
  /// spool; an absolute path in the detail says it better than any of them.
  static String of(String daemon, String user, String detail) {
    if (detail.startsWith("/")) return detail;
    if (user.equals(SYSTEM)) return "/etc/crontab";
    if (user.startsWith(SYSTEM)) return "/etc/cron.d/" + user.substring(SYSTEM.length());
    var name = detail.substring(detail.lastIndexOf('/') + 1);
    return spool(daemon) + (name.isEmpty() || !detail.contains("/") ? user : name);
  }

  /// A table named by its path, or by its owner.
  static String named(String daemon, String pathOrUser) {
    return pathOrUser.startsWith("/") ? pathOrUser : of(daemon, pathOrUser, "");
  }

  private static String spool(String daemon) {
    return daemon.equals("crond") ? "/var/spool/cron/" : "/var/spool/cron/crontabs/";
  }
}
