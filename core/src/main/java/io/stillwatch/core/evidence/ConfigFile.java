// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Shortened;

/// One configuration file with its text: a crontab, a logrotate drop-in.
///
/// `mode` is octal text such as `0644`, empty where the snapshot does not know it; `type` is `f`,
/// `l` for a symbolic link, `d`.
public record ConfigFile(String path, String text, Attributes attributes) {
  /// Debian's cron refuses commands of more than 998 characters.
  public static final int LONGEST_LINE = 16_384;

  public record Attributes(String mode, int uid, int gid, int links, String type) {
    /// Text given by hand, without the facts of a file system.
    public static final Attributes UNKNOWN = new Attributes("", -1, -1, 1, "f");

    public boolean known() {
      return !mode.isEmpty();
    }
  }

  /// A file as a host told it: without secrets, and each line up to [#LONGEST_LINE].
  public static ConfigFile told(String path, String text, Attributes attributes) {
    var redacted = Secrets.redacted(text);
    return new ConfigFile(path, Shortened.lines(redacted, LONGEST_LINE), attributes);
  }

  public static ConfigFile of(String path, String text) {
    return new ConfigFile(path, text, Attributes.UNKNOWN);
  }
}
