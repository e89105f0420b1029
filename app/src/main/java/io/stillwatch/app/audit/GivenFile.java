// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file to audit: where it really is, the path under which a daemon would read it, and what it is
/// read as.
///
/// `guessed` tells that the text decided, not the path.
record GivenFile(String shown, String logical, String text, FileKind kind, boolean guessed) {
  /// A colon in front of the brace is JSON or YAML.
  private static final Pattern STANZA =
      Pattern.compile(
          "(?m)^[ \\t]*[\"'/~][^\\n{:]*\\{[ \\t\\r]*$|^[ \\t]*(?:postrotate|missingok|notifempty)[ \\t\\r]*$"
              + "|^include /etc/logrotate");

  private static final Pattern PERIODS =
      Pattern.compile("(?m)^[ \\t]*(?:\\d+|@\\w+)[ \\t]+\\d+[ \\t]+[A-Za-z][\\w.-]*[ \\t]+\\S");
  private static final Pattern UNIT = Pattern.compile(".+\\.(?:timer|service)");

  /// The services of avahi and D-Bus have the same suffix.
  private static final Pattern OTHER_SERVICE = Pattern.compile("\\A\\s*<|(?m)^\\[D-BUS Service\\]");

  private static final Pattern DROP_IN_FOLDER = Pattern.compile("[^/]+\\.(?:timer|service)\\.d/$");

  /// Names of copies, documents and programs, which no daemon reads.
  private static final Pattern NO_TABLE =
      Pattern.compile(
          ".*(?:~|\\.(?:bak|old|orig|rpmsave|rpmnew|dpkg-\\w+|swp|md|rst|html?|ya?ml|json|toml|xml|py|rb"
              + "|m?js|cjs|jsx|tsx?|css|vue|go|java|kt|rs|c|h|cpp|cs|pl|pm|php|lua|xslt?|svg|csv|tf|sh"
              + "|bash|zsh|spec|patch|diff|log|service|timer|ini|lock|sysconfig))");

  /// What a logrotate file without a stanza has.
  private static final Pattern DIRECTIVE =
      Pattern.compile(
          "(?m)^[ \\t]*(?:(?:hourly|daily|weekly|monthly|yearly|(?:no)?(?:compress|create|dateext|ifempty"
              + "|copytruncate|delaycompress)|missingok|notifempty|sharedscripts)[ \\t\\r]*$"
              + "|(?:rotate|size|m(?:ax|in)size|maxage|include|create|su|olddir)[ \\t]+\\S)");

  /// A file of a known kind.
  static GivenFile as(FileKind kind, String shown, String text) {
    return new GivenFile(shown, kind.installedAs(name(shown)), text, kind, false);
  }

  /// A file below `/etc` of a host.
  static GivenFile installed(String shown, String logical, String text) {
    return new GivenFile(shown, logical, text, byPlace(logical).orElse(FileKind.UNIT), false);
  }

  /// The place of a file by its path; by its text where the path says nothing.
  static Optional<GivenFile> of(String given, String text) {
    var path = given.replace('\\', '/');
    var below = belowEtc(path);
    var place = byPlace(below);
    if (place.isPresent()) {
      // a repository keeps user tables as etc/crontab too
      boolean user =
          below.equals("/etc/crontab")
              && JobLines.of(text).format().filter(f -> f == FileKind.USER).isPresent();
      if (!user) return Optional.of(new GivenFile(given, below, text, place.get(), false));
      return Optional.of(guess(given, text, FileKind.USER));
    }
    var name = name(path);
    if (UNIT.matcher(name).matches() && !ofAnotherDaemon(path, text)) {
      return Optional.of(new GivenFile(given, unit(path, name), text, FileKind.UNIT, false));
    }
    return byText(path, name, text).map(kind -> guess(given, text, kind));
  }

  /// Whether it is named like a unit of systemd and is a service of D-Bus or avahi.
  static boolean ofAnotherDaemon(String given, String text) {
    return UNIT.matcher(name(given.replace('\\', '/'))).matches()
        && OTHER_SERVICE.matcher(text).find();
  }

  /// What a text is that has nothing to audit although its name may be that of a table; empty where
  /// it has something else.
  static Optional<String> withoutEntries(String text) {
    if (text.startsWith("#!")) return Optional.of("a script");
    boolean comments =
        text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    return comments ? Optional.of("only comments") : Optional.empty();
  }

  private static GivenFile guess(String shown, String text, FileKind kind) {
    return new GivenFile(shown, kind.installedAs(name(shown)), text, kind, true);
  }

  private static String belowEtc(String path) {
    int etc = ("/" + path).lastIndexOf("/etc/");
    var spool = path.indexOf("var/spool/cron/");
    if (spool >= 0) return "/" + path.substring(spool);
    return etc < 0 ? "" : ("/" + path).substring(etc);
  }

  private static Optional<FileKind> byPlace(String path) {
    if (path.equals("/etc/anacrontab")) return Optional.of(FileKind.ANACRONTAB);
    if (path.equals("/etc/crontab") || path.matches("/etc/cron\\.d/[^/]+")) {
      return Optional.of(FileKind.SYSTEM);
    }
    if (path.matches("/etc/logrotate\\.(?:conf|d/[^/]+)")) return Optional.of(FileKind.LOGROTATE);
    return path.matches("/var/spool/cron/(?:crontabs/|tabs/)?[^/]+")
        ? Optional.of(FileKind.USER)
        : Optional.empty();
  }

  private static Optional<FileKind> byText(String path, String name, String text) {
    var lower = name.toLowerCase(Locale.ROOT);
    var jobs = JobLines.of(text);
    boolean stanza = STANZA.matcher(text).find();
    boolean rotation = lower.contains("logrotate") || path.contains("logrotate.d/");
    if (text.startsWith("#!")
        || text.stripLeading().startsWith("<")
        || NO_TABLE.matcher(lower).matches()) return Optional.empty();
    if (lower.contains("anacron") && PERIODS.matcher(text).find()) {
      return Optional.of(FileKind.ANACRONTAB);
    }
    boolean directives = stanza || DIRECTIVE.matcher(text).find();
    if (rotation && directives && !jobs.table()) return Optional.of(FileKind.LOGROTATE);
    if (stanza && !jobs.table()) return Optional.of(FileKind.LOGROTATE);
    boolean cron = lower.contains("cron") || path.contains("cron.d/");
    if (jobs.none() || !(cron || jobs.table()) || jobs.prose()) return Optional.empty();
    if (("/" + path).contains("/cron.d/")) return Optional.of(FileKind.SYSTEM);
    return Optional.of(jobs.format().orElse(FileKind.USER));
  }

  /// Whether a user column could be meant, and nothing tells.
  boolean uncertain() {
    return guessed && kind == FileKind.USER && JobLines.of(text).format().isEmpty();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// A drop-in belongs to the unit whose folder it is in.
  private static String unit(String path, String name) {
    var folder = path.substring(0, path.lastIndexOf('/') + 1);
    var owner = DROP_IN_FOLDER.matcher(folder);
    return "/etc/systemd/system/" + (owner.find() ? owner.group() : "") + name;
  }
}
