// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where a table stands: its path, its format, and whose it is.
///
/// `owner` is the user of a spool table, empty for system tables.
public record TablePlace(String path, Format format, String owner) {
  /// System tables have a user column.
  public enum Format {
    SYSTEM,
    USER
  }

  private static final Pattern SPOOL =
      Pattern.compile("/var/spool/cron/(?:crontabs/|tabs/)?([^/]+)");

  /// The place of a path that a daemon reads, or empty for any other file.
  public static Optional<TablePlace> of(String path) {
    if (path.equals("/etc/crontab") || path.startsWith("/etc/cron.d/")) {
      return Optional.of(new TablePlace(path, Format.SYSTEM, ""));
    }
    var spool = SPOOL.matcher(path);
    if (!spool.matches()) return Optional.empty();
    return Optional.of(new TablePlace(path, Format.USER, spool.group(1)));
  }

  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public boolean inCronD() {
    return path.startsWith("/etc/cron.d/");
  }

  public boolean spooled() {
    return format == Format.USER;
  }
}
