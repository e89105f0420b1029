// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import io.stillwatch.auditor.spelling.KnownCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The lines of a text that are jobs of cron, and what they tell about a user column.
///
/// Comments, assignments and prose say nothing. A job is a line whose first five words are all
/// times, or whose first word is a nickname.
record JobLines(List<List<String>> commands, int others) {
  private static final String NAMES =
      "(?:sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
  private static final Pattern TIME =
      Pattern.compile("(?i)(?:[\\d*?~LH]|" + NAMES + ")(?:" + NAMES + "|[\\d*/,~#?LWH-])*+");
  private static final Pattern MINUTE = Pattern.compile("[/,-]*+[\\d*][\\d*/,~-]*");
  private static final Pattern NICKNAME =
      Pattern.compile("@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*\\s*=.*");
  private static final Pattern ACCOUNT =
      Pattern.compile("[a-z_][a-z0-9_.-]{0,31}(?:\\$|:[a-z_][a-z0-9_-]{0,31})?|[{<$%].*[}>%]?");
  private static final int TIMES = 5;
  private static final int LONGEST = 4096;

  /// Accounts that systems and their packages have.
  private static final Set<String> COMMON_ACCOUNTS =
      Set.of(
          "root nobody www-data apache nginx httpd postgres mysql mariadb oracle mongodb redis daemon"
              .concat(
                  " bin sys adm mail news uucp backup list irc munin nagios zabbix puppet ubuntu")
              .concat(" debian ec2-user centos vagrant pi git gitlab jenkins tomcat logcheck smmsp")
              .split(" ", -1));

  /// Commands that are no account, besides [KnownCommands].
  private static final Set<String> SHELL_WORDS =
      Set.of(
          "cd . : [ [[ { ( ! if for while case until test source export exec eval set unset"
              .concat(
                  " true false wait trap umask command python2 python3 python2.7 pip3 rake bundle")
              .concat(" rails go java dotnet mono Rscript pwsh artisan npx yarn pnpm task make")
              .split(" ", -1));

  JobLines {
    commands = List.copyOf(commands);
  }

  static JobLines of(String text) {
    var commands = new ArrayList<List<String>>();
    int others = 0;
    for (var raw : text.split("\n", -1)) {
      var line = (raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw).strip();
      if (line.isEmpty() || line.startsWith("#")) continue;
      var command = command(line);
      if (command.isPresent()) commands.add(command.get());
      else if (!ASSIGNMENT.matcher(line).matches()) others++;
    }
    return new JobLines(commands, others);
  }

  private static Optional<List<String>> command(String line) {
    var words = List.of(line.split("[ \\t]+", -1));
    int times = NICKNAME.matcher(words.getFirst()).matches() ? 1 : times(words);
    boolean job = times == 1 ? words.getFirst().startsWith("@") : times >= TIMES;
    if (!job || words.size() <= times) return Optional.empty();
    return Optional.of(words.subList(times, words.size()));
  }

  private static int times(List<String> words) {
    if (!MINUTE.matcher(words.getFirst()).matches()) return 0;
    int times = 0;
    while (times < words.size() && times <= TIMES && TIME.matcher(words.get(times)).matches()) {
      times++;
    }
    return times;
  }

  boolean none() {
    return commands.isEmpty();
  }

  /// Whether the lines are a table and not, say, a script or a page with a job in it.
  boolean table() {
    return !none() && others <= commands.size();
  }

  /// Whether the jobs are only examples in a text about cron.
  boolean prose() {
    return others > 2 * commands.size() + 2;
  }

  /// With a user column, without one, or empty where the lines do not tell.
  Optional<FileKind> format() {
    long with = commands.stream().filter(JobLines::hasUser).count();
    long without = commands.stream().filter(JobLines::hasNoUser).count();
    if (with > without) return Optional.of(FileKind.SYSTEM);
    if (without > 0) return Optional.of(FileKind.USER);
    return sameWordBeforeCommands() ? Optional.of(FileKind.SYSTEM) : Optional.empty();
  }

  private static boolean hasUser(List<String> command) {
    var first = command.getFirst();
    if (command.size() < 2 || !ACCOUNT.matcher(first).matches()) return false;
    if (first.equals("root") || first.startsWith("root:")) return true;
    return COMMON_ACCOUNTS.contains(first) && startsCommand(command.get(1));
  }

  private static boolean hasNoUser(List<String> command) {
    var first = command.getFirst();
    if (COMMON_ACCOUNTS.contains(first) && command.size() > 1) return false;
    return command.size() == 1 || isCommand(first) || !ACCOUNT.matcher(first).matches();
  }

  /// Some account of the team's own: `deploy /srv/run`, in every line where it could be one.
  private boolean sameWordBeforeCommands() {
    var words = new HashSet<String>();
    commands.forEach(c -> words.add(c.getFirst()));
    return words.size() < 3 && commands.stream().allMatch(c -> startsCommand(c.get(1)));
  }

  private static boolean startsCommand(String word) {
    return word.startsWith("/") || word.startsWith("~/") || word.startsWith("$") || isCommand(word);
  }

  private static boolean isCommand(String word) {
    if (word.contains("=") || word.contains("/")) return true;
    return SHELL_WORDS.contains(word) || KnownCommands.contains(word);
  }
}
