// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.systemd;

import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// A timer unit: when it elapses and which service it starts.
public record Timer(Unit unit) {
  private static final String SECTION = "Timer";
  private static final Duration HABITUAL_DELAY = Duration.ofMinutes(15);

  /// The unit that it starts: `Unit=`, or the service of the same name.
  public String service() {
    return unit.last(SECTION, "Unit")
        .map(Unit.Placed::value)
        .orElse(unit.name().substring(0, unit.name().length() - ".timer".length()) + ".service");
  }

  public List<Unit.Placed> calendars() {
    return unit.all(SECTION, "OnCalendar");
  }

  /// Settings that count from an event: the boot, the last run.
  public List<Unit.Placed> spans() {
    return unit.all(
        SECTION,
        "OnActiveSec",
        "OnBootSec",
        "OnStartupSec",
        "OnUnitActiveSec",
        "OnUnitInactiveSec");
  }

  public Schedule schedule(ZoneId zone) {
    var specs = calendars().stream().flatMap(c -> CalendarSpec.read(c.value()).stream()).toList();
    if (!specs.isEmpty()) return spread(byCalendar(specs, zone));
    return spans().stream()
        .filter(s -> s.setting().name().startsWith("OnUnit"))
        .flatMap(s ->
            TimeSpan.read(s.value()).stream()
                .filter(d -> !d.isZero())
                .map(d -> (Schedule) new Schedule.SinceLast(d.plus(delay()), words(s))))
        .findFirst()
        .orElseGet(() -> new Schedule.Never("only after boot, or never"));
  }

  private static String words(Unit.Placed setting) {
    return setting.setting().name() + "=" + setting.value();
  }

  /// Of several expressions the one that comes most often is the limit.
  private static Schedule byCalendar(List<CalendarSpec> specs, ZoneId zone) {
    if (specs.size() == 1) return specs.getFirst().schedule(zone);
    return specs.stream()
        .map(s -> s.schedule(zone))
        .filter(s -> !s.period().isZero())
        .min(java.util.Comparator.comparing(Schedule::period))
        .map(s -> (Schedule) new Schedule.SinceLast(s.period(), s.inWords()))
        .orElseGet(() -> specs.getFirst().schedule(zone));
  }

  /// A random delay beyond what counts as punctual makes the distance of two runs the limit.
  private Schedule spread(Schedule schedule) {
    var delay = delay();
    boolean small =
        delay.compareTo(HABITUAL_DELAY) <= 0
            || delay.multipliedBy(10).compareTo(schedule.period()) <= 0;
    if (small || schedule.period().isZero()) return schedule;
    var words = schedule.inWords() + " within " + delay.toMinutes() + " min";
    return new Schedule.SinceLast(schedule.period().plus(delay), words);
  }

  private Duration delay() {
    return unit.last(SECTION, "RandomizedDelaySec")
        .map(Unit.Placed::value)
        .flatMap(TimeSpan::read)
        .orElse(Duration.ZERO);
  }

  /// Whether enabling it would do anything.
  public boolean installable() {
    return unit.has("Install");
  }

  public Optional<Unit.Placed> first(String name) {
    return unit.all(SECTION, name).stream().findFirst();
  }
}
