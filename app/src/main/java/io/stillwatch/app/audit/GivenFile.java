// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file to audit: where it really is, and the path under which a daemon would read it.
record GivenFile(String shown, String logical, String text) {
  /// Minute and hour are numbers: five words in a row are prose.
  private static final Pattern TABLE =
      Pattern.compile(
          "(?m)^\\s*(?:@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)"
              + "|[\\d*][-*\\d,/~]*[ \\t]+[-*\\d,/~]+(?:[ \\t]+[-*\\d,/A-Za-z~#?]+){3})"
              + "[ \\t]+\\S");

  /// A colon in front of the brace is JSON or YAML.
  private static final Pattern STANZA =
      Pattern.compile(
          "(?m)^\\s*[\"'/~][^\\n{:]*\\{\\s*$|^\\s*(?:postrotate|missingok|notifempty|include /etc/logrotate)\\b");

  private static final Pattern UNIT = Pattern.compile(".+\\.(?:timer|service)");
  private static final Pattern DROP_IN_FOLDER = Pattern.compile("[^/]+\\.(?:timer|service)\\.d/$");
  private static final Pattern WITH_USER =
      Pattern.compile(
          "(?m)^\\s*(?:@\\w+|\\S+(?:[ \\t]+\\S+){4})[ \\t]+(root|[a-z_][a-z0-9_-]{0,31})[ \\t]+\\S");
  private static final Pattern LINES =
      Pattern.compile("(?m)^\\s*(?:@\\w+|[\\d*][^\\s=]*(?:[ \\t]+[\\d*]\\S*){1,4})[ \\t]");

  /// The place of a file by its path; by its text where the path says nothing.
  static Optional<GivenFile> of(String shown, String text) {
    return logical(shown.replace('\\', '/'), text).map(l -> new GivenFile(shown, l, text));
  }

  private static Optional<String> logical(String path, String text) {
    int etc = ("/" + path).lastIndexOf("/etc/");
    var below = etc < 0 ? "" : ("/" + path).substring(etc);
    var name = path.substring(path.lastIndexOf('/') + 1);
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("anacrontab")) return Optional.of("/etc/anacrontab");
    if (UNIT.matcher(lower).matches()) return Optional.of(unit(path, name));
    if (below.startsWith("/etc/cron.d/") || below.startsWith("/etc/logrotate.d/")) {
      return Optional.of(below);
    }
    if (below.equals("/etc/logrotate.conf")) return Optional.of(below);
    if (below.equals("/etc/crontab")) return Optional.of(table(text, "/etc/crontab", name));
    if (path.contains("cron/crontabs/") || path.contains("spool/cron/")) {
      return Optional.of("/var/spool/cron/crontabs/" + name);
    }
    boolean stanza = STANZA.matcher(text).find();
    boolean table = TABLE.matcher(text).find();
    boolean cron = lower.contains("cron") || path.contains("cron.d/");
    boolean rotation = lower.contains("logrotate") || path.contains("logrotate.d/");
    if (stanza && (!table || !cron)) return Optional.of(drop(name));
    if (table || (cron && !rotation)) {
      return Optional.of(table(text, "/etc/cron.d/" + plain(name), plain(name)));
    }
    return rotation ? Optional.of(drop(name)) : Optional.empty();
  }

  /// A drop-in belongs to the unit whose folder it is in.
  private static String unit(String path, String name) {
    var folder = path.substring(0, path.lastIndexOf('/') + 1);
    var owner = DROP_IN_FOLDER.matcher(folder);
    return "/etc/systemd/system/" + (owner.find() ? owner.group() : "") + name;
  }

  private static String drop(String name) {
    return name.equals("logrotate.conf")
        ? "/etc/logrotate.conf"
        : "/etc/logrotate.d/" + plain(name);
  }

  /// Names of templates (`x.cron`) are changed when they are installed.
  private static String plain(String name) {
    var plain = name.replaceAll("[^A-Za-z0-9_-]", "-").replaceFirst("^-+", "");
    return plain.isEmpty() ? "table" : plain;
  }

  /// System or user format by the majority of the lines.
  private static String table(String text, String system, String user) {
    long lines = LINES.matcher(text).results().count();
    long withUser =
        WITH_USER.matcher(text).results().filter(r -> !COMMANDS.contains(r.group(1))).count();
    return withUser * 2 >= lines ? system : "/var/spool/cron/crontabs/" + user;
  }

  private static final java.util.Set<String> COMMANDS =
      java.util.Set.of(
          "cd",
          "test",
          "echo",
          "find",
          "rsync",
          "curl",
          "wget",
          "bash",
          "sh",
          "python",
          "python3",
          "php",
          "perl",
          "ruby",
          "node",
          "docker",
          "git",
          "sudo",
          "nice",
          "flock",
          "mysqldump",
          "pg_dump",
          "logrotate",
          "certbot",
          "aws",
          "tar",
          "rm",
          "cp",
          "mv",
          "cat",
          "sleep",
          "export",
          "source",
          "command",
          "ionice",
          "timeout",
          "run-parts",
          "env");
}
