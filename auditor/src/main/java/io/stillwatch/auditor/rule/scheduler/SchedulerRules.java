// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.scheduler;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.Job;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The rules of this family.
public final class SchedulerRules {
  private static final List<String> DAEMONS =
      List.of("cron.service", "crond.service", "cronie.service");
  private static final int FULL = 100;
  private static final int NEARLY = 95;
  private static final int OLD_STAMP_DAYS = 2;

  private SchedulerRules() {}

  public static List<Rule> all() {
    return Stream.of(own(), OverdueRules.all(), TimerRules.all(), AnacronRules.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> own() {
    return List.of(
        Rule.of(
            Card.error("SL01", "The cron daemon does not run.")
                .example(
                    "fact unit:cron.service = inactive,enabled",
                    "fact unit:cron.service = active,enabled")
                .needing(Fact.UNITS),
            SchedulerRules::daemon),
        Rule.of(
            Card.error("SL02", "The timer of logrotate is off.")
                .example(
                    "fact unit:logrotate.timer = inactive,masked",
                    "fact unit:logrotate.timer = active,enabled")
                .needing(Fact.UNITS),
            SchedulerRules::timer),
        Rule.of(
            Card.warning("SL04", "anacron has not run its jobs for days.")
                .example("fact anacron:cron.daily = 20261110", "fact anacron:cron.daily = 20261120")
                .needing(Fact.ANACRON),
            SchedulerRules::anacron),
        Rule.of(
            Card.error("SL05", "A file system is full.")
                .example("fact fs:/var = 100 20", "fact fs:/var = 61 20")
                .needing(Fact.FILE_SYSTEMS),
            SchedulerRules::disk),
        Rule.of(
            Card.error("SL07", "A process still writes to a log that was renamed or deleted.")
                .example(
                    "fact open:/var/log/app/error.log.1 = java",
                    "fact unit:rsyslog.service = active,enabled")
                .needing(Fact.UNITS),
            SchedulerRules::stillOpen));
  }

  private static Problem at(Card card, String object, String title) {
    return card.at(new Spot(object, 0, 0, object), title);
  }

  private static Stream<Problem> daemon(Card card, HostView host) {
    return DAEMONS.stream()
        .flatMap(unit -> {
          var state = host.fact("unit:" + unit).orElse("");
          if (state.isEmpty() || state.equals("active,enabled")) return Stream.empty();
          boolean down = !state.startsWith("active");
          var problem =
              at(card, unit, unit + " is " + state.replace(",", " and "))
                  .remedy(Remedy.run("systemctl", "enable", "--now", unit))
                  .weighing(down ? Severity.ERROR : Severity.WARNING);
          var lost = host.tables().stream().flatMap(t -> host.jobsIn(t.path()));
          return Stream.of(down ? problem.losing(lost) : problem);
        });
  }

  private static Stream<Problem> timer(Card card, HostView host) {
    var state = host.fact("unit:logrotate.timer").orElse("active,enabled");
    if (state.startsWith("active") && !state.contains("disabled") && !state.contains("masked")) {
      return Stream.empty();
    }
    return Stream.of(
        at(card, "logrotate.timer", "logrotate.timer is " + state.replace(",", " and "))
            .remedy(
                Remedy.run("systemctl", "unmask", "logrotate.timer")
                    .then("systemctl", "enable", "--now", "logrotate.timer"))
            .losing(host.rotations().stream().map(r -> r.job()).filter(j -> !byCron(j, host))));
  }

  private static boolean byCron(Job rotation, HostView host) {
    return host.jobs().stream().anyMatch(j -> j.job().id().equals(rotation.driver()));
  }

  private static Stream<Problem> anacron(Card card, HostView host) {
    var today = host.request().at().atZone(host.config().platform().zone()).toLocalDate();
    return facts(host, "anacron:")
        .filter(e -> e.getKey().endsWith("daily"))
        .flatMap(e -> {
          var days = days(e.getValue(), today);
          if (days.isEmpty() || days.getAsLong() <= OLD_STAMP_DAYS) return Stream.empty();
          var job = e.getKey().substring("anacron:".length());
          return Stream.of(
              at(
                      card,
                      "/var/spool/anacron/" + job,
                      job + " last ran " + days.getAsLong() + " days ago")
                  .remedy(Remedy.run("anacron", "-f", "-n", job)));
        });
  }

  /// A stamp is a date such as 20261121, or already the days since.
  private static OptionalLong days(String stamp, LocalDate today) {
    if (stamp.matches("\\d{1,5}")) return OptionalLong.of(Long.parseLong(stamp));
    try {
      var date = LocalDate.parse(stamp, DateTimeFormatter.BASIC_ISO_DATE);
      return OptionalLong.of(ChronoUnit.DAYS.between(date, today));
    } catch (DateTimeException e) {
      return OptionalLong.empty(); // an empty or damaged stamp says nothing
    }
  }

  private static Stream<Problem> disk(Card card, HostView host) {
    return facts(host, "fs:")
        .flatMap(e -> {
          var mount = e.getKey().substring("fs:".length());
          var numbers = e.getValue().split(" ", -1);
          return worst(numbers).stream()
              .map(worst ->
                  at(card, mount, mount + " is " + worst + " % full")
                      .weighing(worst >= FULL ? Severity.ERROR : Severity.WARNING)
                      .remedy(Remedy.look("make room", "du", "-xh", "--threshold=100M", mount)));
        });
  }

  private static Optional<Integer> worst(String[] numbers) {
    return Stream.of(numbers)
        .filter(n -> n.matches("\\d{1,3}"))
        .map(Integer::valueOf)
        .max(Integer::compare)
        .filter(n -> n >= NEARLY);
  }

  private static Stream<Problem> stillOpen(Card card, HostView host) {
    return facts(host, "open:")
        .map(e -> {
          var path = e.getKey().substring("open:".length());
          return at(card, path, e.getValue() + " still writes to " + path)
              .remedy(
                  Remedy.byHand("let postrotate tell " + e.getValue() + " to open its log again"));
        });
  }

  private static Stream<Map.Entry<String, String>> facts(HostView host, String prefix) {
    return host.config().platform().facts().entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .sorted(Map.Entry.comparingByKey());
  }
}
