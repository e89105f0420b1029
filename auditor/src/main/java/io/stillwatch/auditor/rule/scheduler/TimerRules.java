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
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.auditor.systemd.CalendarSpec;
import io.stillwatch.auditor.systemd.Timer;
import io.stillwatch.auditor.systemd.Unit;
import io.stillwatch.auditor.systemd.Unit.FaultKind;
import io.stillwatch.auditor.systemd.UnitFile;
import io.stillwatch.auditor.systemd.UnitLine;
import io.stillwatch.auditor.systemd.UnitName;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.Job;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Timers of systemd and what they start.
final class TimerRules {
  private static final List<String> TARGETS =
      List.of("timers.target", "multi-user.target", "default.target", "basic.target");
  private static final Pattern SPAN = Pattern.compile("(\\d+\\s*)([A-Za-z]+)");
  private static final List<String> SECTIONS = List.of("Unit", "Timer", "Service", "Install");

  private static final List<String> LOADED =
      List.of("/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system");
  private static final List<String> MADE =
      List.of(
          "/etc/systemd/system.attached",
          "/run/systemd/system",
          "/run/systemd/system.attached",
          "/run/systemd/generator",
          "/run/systemd/generator.early",
          "/run/systemd/generator.late",
          "/run/systemd/transient",
          "/usr/local/lib/systemd/system");

  private TimerRules() {}

  static List<Rule> all() {
    return Stream.of(times(), presence(), ServiceRules.all()).flatMap(List::stream).toList();
  }

  private static List<Rule> times() {
    return List.of(
        Rule.of(
            Card.error("TM01", "systemd cannot read when a timer is due, or the timer never is.")
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
                    "systemd ignores a section, setting or value of a timer or its service that it does not know.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalender=daily",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily"),
            TimerRules::unknown));
  }

  private static List<Rule> presence() {
    return List.of(
        Rule.of(
            Card.error("TM04", "The service that a timer starts is not there.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\nUnit=dmup.service\n# /etc/systemd/system/dump.service\n[Service]\nExecStart=/usr/bin/true",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\nUnit=dump.service\n# /etc/systemd/system/dump.service\n[Service]\nExecStart=/usr/bin/true"),
            TimerRules::noService),
        Rule.of(
            Card.warning("TM07", "A timer that somebody wrote for this host is not enabled.")
                .example(
                    "fact unit:dump.timer = inactive,disabled\n# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily",
                    "fact unit:dump.timer = active,enabled\n# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily")
                .needing(Fact.UNITS),
            TimerRules::disabled),
        Rule.of(
            Card.warning("TM07", "A timer cannot be enabled: nothing says what wants it.")
                .example(
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timer.target",
                    "# /etc/systemd/system/dump.timer\n[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target"),
            TimerRules::unwanted));
  }

  static Spot spot(Unit.Placed placed) {
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

  static Remedy edit(UnitFile file, int line) {
    return Remedy.editor(file.path(), line);
  }

  private static Stream<Problem> unreadable(Card card, HostView host) {
    return host.units().timers().stream()
        .flatMap(timer -> {
          var faults = timer.unit().faults();
          boolean never = faults.stream().anyMatch(Unit.Fault::stops);
          boolean blamed = faults.stream().anyMatch(f -> f.kind() == FaultKind.TIME);
          return faults.stream()
              .filter(f -> f.kind() == FaultKind.TIME || (f.stops() && !blamed))
              .map(f -> {
                var problem = problem(card, f).weighing(never ? Severity.ERROR : Severity.WARNING);
                var written = value(f);
                var suggested =
                    written
                        .flatMap(TimerRules::suggestion)
                        .map(s ->
                            problem
                                .suggest(s)
                                .remedy(
                                    Remedy.replace(f.file().path(), f.line(), written.get(), s)))
                        .orElse(problem);
                return never ? suggested.losing(job(timer, host)) : suggested;
              });
        });
  }

  static Problem problem(Card card, Unit.Fault fault) {
    var line = line(fault);
    var text = line.map(l -> l.text().strip()).orElse("");
    var title = value(fault).map(v -> text + ": " + fault.why()).orElse(fault.why());
    return card.at(
            new Spot(fault.file().path(), fault.line(), fault.column(), text),
            Problem.shortened(title))
        .remedy(edit(fault.file(), Math.max(1, fault.line())));
  }

  private static Optional<UnitLine> line(Unit.Fault fault) {
    return fault.file().lines().stream().filter(l -> l.number() == fault.line()).findFirst();
  }

  /// The value of the setting that is to blame.
  static Optional<String> value(Unit.Fault fault) {
    return line(fault)
        .filter(UnitLine.Setting.class::isInstance)
        .map(l -> ((UnitLine.Setting) l).value().text());
  }

  /// A nickname that was meant, or the way systemd writes what crontab(5) writes with a star.
  private static Optional<String> suggestion(String value) {
    var stepped = value.replaceAll("\\*/(\\d+)", "0/$1");
    if (!stepped.equals(value) && CalendarSpec.read(stepped).isPresent()) {
      return Optional.of(stepped);
    }
    return Spelling.nearest(value, CalendarSpec.nicknames())
        .map(Spelling.Suggestion::word)
        .or(() -> span(value));
  }

  /// A span of time with a misspelt unit: `10 minuts`.
  private static Optional<String> span(String value) {
    var span = SPAN.matcher(value);
    if (!span.matches()) return Optional.empty();
    var many = Unit.unitsOfTime().stream().filter(u -> u.endsWith("s")).toList();
    return Spelling.nearest(span.group(2), many)
        .or(() -> Spelling.nearest(span.group(2), Unit.unitsOfTime()))
        .map(s -> span.group(1) + s.word());
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
    return host.units().all().stream()
        .flatMap(unit ->
            unit.faults().stream()
                .filter(f -> f.kind() == FaultKind.UNKNOWN || f.kind() == FaultKind.VALUE)
                .map(f -> suggested(problem(card, f), f))
                .map(p -> idle(unit) ? p.losing(jobs(unit, host)) : p));
  }

  /// Nothing is left that would make it elapse.
  private static boolean idle(Unit unit) {
    return unit.faults().stream().anyMatch(Unit.Fault::stops);
  }

  private static Problem suggested(Problem problem, Unit.Fault fault) {
    var line = line(fault);
    if (line.isEmpty()) return problem;
    var path = fault.file().path();
    return switch (line.get()) {
      case UnitLine.Section(int number, _, var name) ->
          suggest(problem, name, SECTIONS, path, number);
      case UnitLine.Setting setting when fault.kind() == FaultKind.UNKNOWN ->
          suggest(
              problem, setting.name(), Unit.settings(setting.section()), path, setting.number());
      case UnitLine.Setting setting ->
          suggest(
              problem,
              setting.value().text(),
              Unit.choices(setting.section(), setting.name()),
              path,
              setting.number());
      case UnitLine.Blank _, UnitLine.Comment _, UnitLine.Faulty _ -> problem;
    };
  }

  private static Problem suggest(
      Problem problem, String written, List<String> known, String path, int line) {
    var suggested =
        Spelling.nearest(written, known).map(s -> problem.suggest(s.word())).orElse(problem);
    return Spelling.sole(written, known)
        .map(s -> suggested.remedy(Remedy.replace(path, line, written, s.word())))
        .orElse(suggested);
  }

  /// The jobs of a timer, or of the timers that start a service.
  static Stream<Job> jobs(Unit unit, HostView host) {
    return host.timers().stream()
        .filter(t ->
            t.timer().unit().name().equals(unit.name()) || t.timer().service().equals(unit.name()))
        .map(TimerJob::job);
  }

  private static Stream<Problem> noService(Card card, HostView host) {
    return host.units().timers().stream()
        .filter(t -> host.units().find(t.service()).isEmpty())
        .filter(t -> host.units().find(t.service().replaceFirst("@.*\\.", "@.")).isEmpty())
        .flatMap(timer -> {
          var services =
              host.units().all().stream()
                  .map(Unit::name)
                  .filter(n -> n.endsWith(".service"))
                  .toList();
          var near = Spelling.nearest(timer.service(), services);
          boolean absent = in(LOADED, timer.service(), Presence.ABSENT, host).allMatch(a -> a);
          boolean present =
              Stream.of(LOADED, MADE)
                  .flatMap(folders -> in(folders, timer.service(), Presence.PRESENT, host))
                  .anyMatch(p -> p);
          if (present || (near.isEmpty() && !absent)) return Stream.empty();
          var at =
              timer
                  .unit()
                  .last("Timer", "Unit")
                  .map(TimerRules::spot)
                  .orElseGet(() -> new Spot(timer.unit().main().path(), 0, 0, timer.unit().name()));
          var problem =
              card.at(at, "There is no " + timer.service() + " for " + timer.unit().name())
                  .sure(absent ? Confidence.CERTAIN : Confidence.LIKELY)
                  .remedy(
                      Remedy.look(
                          "add the service, or name another", "systemctl", "cat", timer.service()))
                  .losing(job(timer, host));
          return Stream.of(near.map(s -> problem.suggest(s.word())).orElse(problem));
        });
  }

  /// Whether the file of a service, or of its template, is known to be so in each folder.
  private static Stream<Boolean> in(
      List<String> folders, String service, Presence presence, HostView host) {
    var file = service.replaceFirst("@.*\\.", "@.");
    return folders.stream().map(f -> host.facts().file(f + "/" + file) == presence);
  }

  /// A timer of this host without `[Install]`, or one that a misspelt target wants.
  private static Stream<Problem> unwanted(Card card, HostView host) {
    return host.units().timers().stream()
        .map(Timer::unit)
        .filter(u -> UnitName.of(u.main().path()).filter(UnitName::local).isPresent())
        .filter(u -> host.fact("unit:" + u.name()).isEmpty())
        .flatMap(unit -> {
          var wanted = unit.all("Install", "WantedBy", "RequiredBy", "UpheldBy", "Also");
          if (wanted.isEmpty()) {
            var spot = new Spot(unit.main().path(), 0, 0, unit.name());
            return Stream.of(
                card.at(spot, unit.name() + " has no [Install] with WantedBy=timers.target")
                    .suggest("WantedBy=timers.target")
                    .remedy(edit(unit.main(), 1)));
          }
          return wanted.stream().flatMap(w -> misspelt(card, w).stream());
        });
  }

  private static Optional<Problem> misspelt(Card card, Unit.Placed wanted) {
    var word = wanted.value();
    if (TARGETS.contains(word)) return Optional.empty();
    return Spelling.nearest(word, TARGETS)
        .map(s ->
            card.at(spot(wanted), "There is no " + word + " that could want the timer")
                .suggest(s.word())
                .remedy(
                    Remedy.replace(
                        wanted.file().path(), wanted.setting().number(), word, s.word())));
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
                        .remedy(Remedy.run("systemctl", "enable", "--now", t.unit().name())))
                .stream());
  }
}
