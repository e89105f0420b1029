// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.scheduler;

import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TimerJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.rule.command.NearPath;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.auditor.systemd.CalendarSpec;
import io.stillwatch.auditor.systemd.Timer;
import io.stillwatch.auditor.systemd.Unit;
import io.stillwatch.auditor.systemd.UnitFile;
import io.stillwatch.auditor.systemd.UnitLine;
import io.stillwatch.auditor.systemd.UnitName;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.Job;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Timers of systemd and what they start.
final class TimerRules {
  private static final List<String> SETTINGS =
      List.of(
          "OnActiveSec OnBootSec OnStartupSec OnUnitActiveSec OnUnitInactiveSec OnCalendar AccuracySec RandomizedDelaySec RandomizedOffsetSec FixedRandomDelay DeferReactivation OnClockChange OnTimezoneChange Unit Persistent WakeSystem RemainAfterElapse"
              .split(" ", -1));
  private static final List<String> SECTIONS = List.of("Unit", "Timer", "Service", "Install");
  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private TimerRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of(
            Card.error("TM01", "systemd cannot read when a timer is due, and ignores the setting.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=dayly\n[Install]",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\n[Install]"),
            TimerRules::unreadable),
        Rule.of(
            Card.error("TM02", "A timer names a time that never comes.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=*-02-30 02:00",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=*-02-28 02:00"),
            TimerRules::never),
        Rule.of(
            Card.error(
                    "TM03",
                    "systemd ignores a section or setting of a timer that it does not know.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalender=daily",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily"),
            TimerRules::unknown),
        Rule.of(
            Card.error("TM04", "The service that a timer starts is not there.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\nUnit=dmup.service\n# /etc/systemd/system/dump.service\n[Service]\nExecStart=/usr/bin/true",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\nUnit=dump.service\n# /etc/systemd/system/dump.service\n[Service]\nExecStart=/usr/bin/true"),
            TimerRules::noService),
        Rule.of(
            Card.error("TM05", "The program of a service that a timer starts is missing.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\n# /etc/systemd/system/dump.service\n[Service]\nExecStart=/opt/tools/rotat.sh",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\n# /etc/systemd/system/dump.service\n[Service]\nExecStart=/opt/tools/rotate.sh")
                .needing(Fact.FILES),
            TimerRules::program),
        Rule.of(
            Card.warning("TM07", "A timer that somebody wrote for this host is not enabled.")
                .example(
                    "fact unit:dump.timer = inactive,disabled\n# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily",
                    "fact unit:dump.timer = active,enabled\n# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily")
                .needing(Fact.UNITS),
            TimerRules::disabled));
  }

  private static Spot spot(Unit.Placed placed) {
    return spot(placed.file(), placed.setting(), placed.setting().value().column());
  }

  private static Spot spot(UnitFile file, UnitLine line, int column) {
    return new Spot(file.path(), line.number(), column, line.text().strip());
  }

  /// The job of a timer, as long as the timer is in force.
  private static Stream<Job> job(Timer timer, HostView host) {
    return host.timers().stream()
        .filter(t -> t.timer().unit().name().equals(timer.unit().name()))
        .map(TimerJob::job);
  }

  private static String edit(UnitFile file, int line) {
    return "${EDITOR:-vi} +" + line + " " + Remedy.quote(file.path()) + "; systemctl daemon-reload";
  }

  private static Stream<Problem> unreadable(Card card, HostView host) {
    return host.units().timers().stream()
        .flatMap(timer ->
            timer.calendars().stream()
                .filter(c -> CalendarSpec.read(c.value()).isEmpty())
                .map(c -> {
                  boolean only = timer.calendars().size() == 1 && timer.spans().isEmpty();
                  var problem =
                      card.at(spot(c), "systemd cannot read OnCalendar=" + c.value())
                          .remedy("systemd-analyze calendar " + Remedy.quote(c.value()))
                          .weighing(only ? Severity.ERROR : Severity.WARNING);
                  var suggested = suggestion(c.value()).map(problem::suggest).orElse(problem);
                  return only ? suggested.losing(job(timer, host)) : suggested;
                }));
  }

  /// A nickname that was meant, or the way systemd writes what crontab(5) writes with a star.
  private static Optional<String> suggestion(String value) {
    var stepped = value.replaceAll("\\*/(\\d+)", "0/$1");
    if (!stepped.equals(value) && CalendarSpec.read(stepped).isPresent()) {
      return Optional.of(stepped);
    }
    return Spelling.nearest(value, CalendarSpec.nicknames()).map(Spelling.Suggestion::word);
  }

  private static Stream<Problem> never(Card card, HostView host) {
    var now = host.request().at().atZone(host.config().platform().zone());
    return host.units().timers().stream()
        .flatMap(timer ->
            timer.calendars().stream()
                .filter(c ->
                    CalendarSpec.read(c.value())
                        .filter(s -> s.nextAfter(now).isEmpty())
                        .isPresent())
                .map(c ->
                    card.at(spot(c), c.value() + " never comes")
                        .remedy(edit(c.file(), c.setting().number()))
                        .losing(job(timer, host))));
  }

  private static Stream<Problem> unknown(Card card, HostView host) {
    return host.units().timers().stream()
        .flatMap(timer ->
            timer.unit().files().stream()
                .flatMap(file ->
                    Stream.concat(sections(card, file), settings(card, file))
                        .map(p -> idle(timer) ? p.losing(job(timer, host)) : p)));
  }

  /// Nothing is left that would make it elapse.
  private static boolean idle(Timer timer) {
    return timer.calendars().isEmpty() && timer.spans().isEmpty();
  }

  private static Stream<Problem> sections(Card card, UnitFile file) {
    return file.lines().stream()
        .filter(UnitLine.Section.class::isInstance)
        .map(UnitLine.Section.class::cast)
        .filter(s -> !SECTIONS.contains(s.name()) && !s.name().startsWith("X-"))
        .map(s ->
            suggest(
                card.at(spot(file, s, 1), "systemd knows no section [" + s.name() + "]"),
                s.name(),
                SECTIONS,
                file,
                s.number()));
  }

  private static Stream<Problem> settings(Card card, UnitFile file) {
    return file.settings("Timer")
        .filter(s -> !SETTINGS.contains(s.name()) && !s.name().startsWith("X-"))
        .map(s ->
            suggest(
                card.at(spot(file, s, 1), "A timer has no setting " + s.name()),
                s.name(),
                SETTINGS,
                file,
                s.number()));
  }

  private static Problem suggest(
      Problem problem, String written, List<String> known, UnitFile file, int line) {
    return Spelling.nearest(written, known)
        .map(s ->
            problem.suggest(s.word()).remedy(Remedy.replace(file.path(), line, written, s.word())))
        .orElseGet(() -> problem.remedy(edit(file, line)));
  }

  private static Stream<Problem> noService(Card card, HostView host) {
    return host.units().timers().stream()
        .filter(t -> host.units().find(t.service()).isEmpty())
        .flatMap(timer -> {
          var services =
              host.units().all().stream()
                  .map(Unit::name)
                  .filter(n -> n.endsWith(".service"))
                  .toList();
          var near = Spelling.nearest(timer.service(), services);
          boolean absent =
              Stream.of("/etc", "/usr/lib", "/lib")
                  .map(d -> d + "/systemd/system/" + timer.service())
                  .allMatch(p -> host.facts().file(p) == Presence.ABSENT);
          if (near.isEmpty() && !absent) return Stream.empty();
          var at =
              timer
                  .unit()
                  .last("Timer", "Unit")
                  .map(TimerRules::spot)
                  .orElseGet(() -> new Spot(timer.unit().main().path(), 0, 0, timer.unit().name()));
          var problem =
              card.at(at, "There is no " + timer.service() + " for " + timer.unit().name())
                  .sure(absent ? Confidence.CERTAIN : Confidence.LIKELY)
                  .remedy("systemctl cat " + Remedy.quote(timer.service()))
                  .losing(job(timer, host));
          return Stream.of(near.map(s -> problem.suggest(s.word())).orElse(problem));
        });
  }

  private static Stream<Problem> program(Card card, HostView host) {
    return host.timers().stream()
        .flatMap(t ->
            host.units().find(t.timer().service()).stream()
                .flatMap(s -> s.all("Service", "ExecStart").stream())
                .flatMap(exec -> program(card, t, exec, host).stream()));
  }

  private static Optional<Problem> program(
      Card card, TimerJob timer, Unit.Placed exec, HostView host) {
    var word = exec.value().replaceFirst("^[@:+!-]+", "").split("\\s+", 2)[0].replace("\"", "");
    if (word.isEmpty() || word.contains("%") || word.contains("$")) return Optional.empty();
    boolean path = word.startsWith("/");
    var presence = path ? host.facts().file(word) : host.facts().program(word, PATH);
    var problem =
        card.at(spot(exec), word + " is not there, so " + timer.timer().service() + " fails")
            .remedy("ls -l " + Remedy.quote(word))
            .losing(Stream.of(timer.job()));
    if (presence == Presence.ABSENT) {
      var near =
          path
              ? new NearPath(host.facts()).of(word)
              : Spelling.nearestCommand(word, host.facts().programNames(PATH))
                  .map(Spelling.Suggestion::word);
      return Optional.of(near.map(problem::suggest).orElse(problem));
    }
    var near =
        path && presence == Presence.UNKNOWN
            ? new NearPath(host.facts()).of(word)
            : Optional.<String>empty();
    return near.map(n -> problem.suggest(n).sure(Confidence.LIKELY));
  }

  private static Stream<Problem> disabled(Card card, HostView host) {
    return host.units().timers().stream()
        .filter(t -> UnitName.of(t.unit().main().path()).filter(UnitName::local).isPresent())
        .filter(t -> !t.unit().name().equals("logrotate.timer")) // SL02
        .flatMap(t ->
            host
                .fact("unit:" + t.unit().name())
                .filter(state -> !state.startsWith("active"))
                .map(state ->
                    card.at(
                            new Spot(t.unit().main().path(), 0, 0, t.unit().name()),
                            t.unit().name() + " is " + state.replace(",", " and "))
                        .remedy("systemctl enable --now " + Remedy.quote(t.unit().name())))
                .stream());
  }
}
