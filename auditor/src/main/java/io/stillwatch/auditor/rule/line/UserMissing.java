// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CronFault;
import io.stillwatch.auditor.crontab.CrontabLine.Faulty;
import io.stillwatch.auditor.crontab.TablePlace.Format;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.util.Set;
import java.util.stream.Stream;

/// A line of a system table has no user, so its command stands where the user should.
///
/// Debian's cron refuses the table, cronie tries to run the rest as a user of that name, or refuses
/// the line because of an option of the command.
final class UserMissing implements Rule.OfJob {
  private static final Card CARD =
      Card.error("CL14", "A line of a system table has no user.")
          .example(
              "0 0 * * * /usr/sbin/logrotate /etc/logrotate.conf",
              "0 0 * * * root /usr/sbin/logrotate /etc/logrotate.conf");

  /// Words that start commands and that nobody is called.
  private static final Set<String> COMMANDS =
      Set.of(
          "cd",
          "test",
          "[",
          "[[",
          "if",
          "for",
          "sh",
          "bash",
          "python",
          "python3",
          "perl",
          "php",
          "curl",
          "wget",
          "find",
          "rsync",
          "cp",
          "mv",
          "rm",
          "tar",
          "echo",
          "export",
          "nice",
          "sudo",
          "flock",
          "timeout",
          "docker",
          "mysqldump",
          "pg_dump",
          "logrotate",
          "certbot",
          "aws");

  @Override
  public Card card() {
    return CARD;
  }

  @Override
  public Stream<Problem> check(TableJob job, HostView host) {
    if (job.table().place().format() != Format.SYSTEM) return Stream.empty();
    var fault = job.table().crontab().fault(job.line()).map(Faulty::fault);
    // cronie takes the first option of a command for one of its own
    boolean option = fault.filter(f -> f == CronFault.BAD_OPTION).isPresent();
    if (option && known(job, host)) return Stream.of(badOption(job, host));
    if (!option && !missing(job, host)) return Stream.empty();
    boolean oneWord = fault.filter(f -> f == CronFault.BAD_COMMAND).isPresent();
    if (!job.readable() && !oneWord && !option) return Stream.empty(); // explained elsewhere
    int column = oneWord ? job.entry().command().column() : job.entry().user().column();
    var command = job.line().text().substring(column - 1);
    var word = command.split("[ \\t]", 2)[0];
    var what = job.table().debian() ? "cron ignores the whole file" : "cron cannot run the line";
    return Stream.of(
        CARD.at(Spot.in(job, column), "The user is missing before '" + word + "': " + what)
            .suggest("root " + command)
            .remedy(
                Remedy.editor(
                    job.table(),
                    job.line().number(),
                    "add the user before the command, such as root"))
            .losing(host.lostBySyntax(job.table(), job.line().number())));
  }

  private static boolean known(TableJob job, HostView host) {
    var user = job.entry().user().name();
    return user.equals("root") || host.facts().user(user).isPresent();
  }

  private static Problem badOption(TableJob job, HostView host) {
    var command = job.entry().command();
    var option = command.raw().split("[ \\t]", 2)[0];
    var title = "cron knows no option " + option + " before a command: cron ignores the line";
    return CARD.at(Spot.in(job, command.column()), title)
        .remedy(Remedy.editor(job.table(), job.line().number(), "remove " + option))
        .losing(host.lostBySyntax(job.table(), job.line().number()));
  }

  /// Whether the user column of a system line holds the command.
  static boolean missing(TableJob job, HostView host) {
    if (job.who().columnMissing()) return true;
    var user = job.who().user();
    if (host.facts().user(user).isPresent()) return false;
    return COMMANDS.contains(user)
        || (host.facts().noSuchUser(user)
            && host.facts().program(user, job.path())
                == io.stillwatch.auditor.host.Facts.Presence.PRESENT);
  }
}
