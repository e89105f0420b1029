// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Shortened;

/// One configuration file with its text: a crontab, a logrotate drop-in.
///
/// `mode` is octal text such as `0644`, empty where the snapshot does not know it; `type` is `f`,
/// `l` for a symbolic link, `d`. Of a link, mode, owner and links are those of the file that it
/// leads to, and `linkUid` is the owner of the link itself; -1 where that is not known.
public record ConfigFile(String path, String text, Attributes attributes) {
  /// Debian's cron refuses commands of more than 998 characters.
  public static final int LONGEST_LINE = 16_384;

  public record Attributes(String mode, int uid, int gid, int links, String type, int linkUid) {
    /// Text given by hand, without the facts of a file system.
    public static final Attributes UNKNOWN = file("", -1, -1, 1);

    /// Of a regular file.
    public static Attributes file(String mode, int uid, int gid, int links) {
      return new Attributes(mode, uid, gid, links, "f", -1);
    }

    /// Of a link of which nothing is known but its owner.
    public static Attributes link(int linkUid) {
      return new Attributes("", -1, -1, 1, "l", linkUid);
    }

    /// Of a link that leads nowhere: no file has no links at all.
    public static Attributes brokenLink(int linkUid) {
      return new Attributes("", -1, -1, 0, "l", linkUid);
    }

    public boolean isBroken() {
      return isLink() && links == 0;
    }

    public boolean isLink() {
      return type.equals("l");
    }

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
