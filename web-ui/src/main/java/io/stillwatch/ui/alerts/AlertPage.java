// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What the page of one alert says, decided from the alert and its notifications.
record AlertPage(Alert alert, List<Notification> attempts, List<AlertEvent> changes, Times times) {
  private static final int PERIODS_BEFORE = 14;
  private static final int MOST_STEPS = 6;
  private static final Duration SHORTEST_BEFORE = Duration.ofHours(12);
  private static final Duration AROUND = Duration.ofMinutes(30);

  /// One step of what to do; a command can be copied.
  record Step(String text, String command) {}

  /// One line of the activity, newest first.
  record Event(Instant at, String shape, String colour, String text) {}

  /// The stoppage from some periods before it until it ended, or until now.
  Visit window() {
    var first = alert.first();
    var period = first.job().schedule().period();
    var before = period.multipliedBy(PERIODS_BEFORE);
    var start = first.everSeen() ? first.lastSeen() : alert.times().startedAt();
    var from = start.minus(Durations.longer(before, SHORTEST_BEFORE));
    var until = alert.times().resolvedAt().map(end -> end.plus(period)).orElse(times.now());
    return new Visit(
        java.util.Map.of(), TimeRange.absolute(from, Instants.earlier(until, times.now())), times);
  }

  /// From the first miss to the end.
  Interval silence() {
    var start = alert.times().startedAt();
    var end = alert.times().resolvedAt().orElse(times.now());
    return new Interval(start, Instants.later(end, start));
  }

  /// Where the last good run shows in the logs; the first miss, for a job that was never seen.
  TimeRange around() {
    var at = evidenceAt();
    return TimeRange.absolute(at.minus(AROUND), at.plus(AROUND));
  }

  Instant evidenceAt() {
    var first = alert.first();
    return first.everSeen() ? first.lastSeen() : alert.times().startedAt();
  }

  String logsQuery() {
    return "host.name:" + KqlText.quoted(alert.first().job().host().name());
  }

  /// A pattern of log lines that changed, in words, and how to find its lines.
  record Change(String kind, String words, String pattern, String query, TimeRange range) {}

  List<Change> lineChanges() {
    var changes = new ArrayList<Change>();
    for (var line : alert.lines().appeared())
      changes.add(
          change(
              "New",
              "first seen "
                  + times.minute(line.firstSeen())
                  + (line.count() == 1 ? ", once" : ", " + line.count() + " times since"),
              line.pattern(),
              line.firstSeen()));
    for (var line : alert.lines().vanished())
      changes.add(
          change(
              "Gone",
              "came about every "
                  + Durations.words(line.every())
                  + ", last seen "
                  + times.minute(line.lastSeen()),
              line.pattern(),
              line.lastSeen()));
    return changes;
  }

  private Change change(String kind, String words, String pattern, Instant at) {
    var query = logsQuery() + " and log.pattern:" + KqlText.quoted(pattern);
    var range = TimeRange.absolute(at.minus(AROUND), at.plus(AROUND));
    return new Change(kind, words, pattern, query, range);
  }

  List<Step> steps() {
    var steps = new ArrayList<Step>();
    alert.causes().stream()
        .map(Cause::finding)
        .flatMap(finding -> finding.explanation().remedy().lines())
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .distinct()
        .limit(MOST_STEPS)
        .forEach(line -> steps.add(step(line)));
    if (steps.isEmpty()) {
      steps.add(new Step("Look at the log lines around the last good run, below.", ""));
      steps.add(
          new Step(
              "See whether the job's daemon runs and has read its table.",
              "systemctl status cron crond"));
    }
    steps.add(
        new Step(
            alert.open()
                ? "Nothing more: Stillwatch resolves this alert when it sees the next run"
                    + next()
                    + "."
                : closed(alert.handling().closing()),
            ""));
    return steps;
  }

  private static String closed(Closing closing) {
    return switch (closing.kind()) {
      case RECOVERED -> "It ran again; nothing is left to do.";
      case RETIRED -> "It is no longer configured; nothing is left to do.";
      case CLOSED -> "It was closed manually; a run that is missed from now on opens a new alert.";
    };
  }

  private static String end(Closing closing) {
    return closing.kind() == Closing.Kind.RECOVERED
        ? "Resolved by an observed run"
        : AlertWords.closing(closing);
  }

  private String next() {
    var first = alert.first();
    return first
        .job()
        .schedule()
        .nextAfter(times.now(), first.lastSeen())
        .map(due -> ", due " + times.relative(due))
        .orElse("");
  }

  /// A line of a remedy is a sentence, which starts with a capital or ends with a full stop, or a
  /// command.
  private static Step step(String line) {
    boolean sentence = line.endsWith(".") || Character.isUpperCase(line.codePointAt(0));
    return sentence ? new Step(line, "") : new Step("Run:", line);
  }

  List<Event> events() {
    var events = new ArrayList<Event>();
    var when = alert.times();
    if (alert.first().everSeen()) {
      events.add(new Event(alert.first().lastSeen(), "●", "ok", "Last good run"));
    }
    events.add(new Event(when.startedAt(), "✕", "critical", "First missed run"));
    events.add(new Event(when.detectedAt(), "◆", "critical", "Alert opened"));
    when.resolvedAt()
        .ifPresent(at -> events.add(new Event(at, "●", "ok", end(alert.handling().closing()))));
    for (var cause : alert.causes()) {
      var finding = cause.finding();
      events.add(
          new Event(
              finding.life().firstSeen(),
              "⚑",
              "warning",
              "Finding " + finding.rule() + ": " + finding.explanation().title()));
      finding
          .life()
          .decision()
          .ifPresent(d -> events.add(new Event(d.at(), "⚑", "minor", decided(finding, d))));
    }
    attempts.forEach(attempt -> events.add(event(attempt)));
    changes.stream().filter(AlertPage::isTold).forEach(change -> events.add(event(change)));
    for (Stoppage stoppage : alert.stoppages()) {
      stoppage
          .ranAgain()
          .forEach(
              at -> events.add(new Event(at, "●", "ok", stoppage.job().name() + " ran again")));
    }
    events.sort(Comparator.comparing(Event::at).reversed());
    return events;
  }

  /// The beginning and the end of an alert are in it already.
  private static boolean isTold(AlertEvent change) {
    return switch (change.what()) {
      case OPENED, RESOLVED, CAUSE_FOUND -> false;
      default -> true;
    };
  }

  private static Event event(AlertEvent change) {
    var text =
        switch (change.what()) {
          case COMMENTED -> change.by() + ": " + change.text();
          case ASSIGNED ->
              change.after().isEmpty()
                  ? change.by() + " took the assignment back"
                  : change.by() + " assigned it to " + change.after();
          case JOINED -> "Joined by " + change.after();
          case SEVERITY -> "Now " + change.after() + ", was " + change.before();
          case SNOOZED ->
              change.by() + " snoozed it until " + (change.after() + " " + change.text()).strip();
          case CLOSED -> change.by() + " closed it: " + change.text();
          case FIRING -> "What was predicted has happened";
          case RECOVERING -> "Runs are seen again";
          case STOPPED_AGAIN -> "Stopped again";
          default -> change.by() + " " + change.what().token() + " it";
        };
    return new Event(change.at(), "✎", "minor", text);
  }

  private static String decided(Finding finding, FindingLifecycle.Decision decision) {
    var word = finding.life().status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return finding.rule() + " is " + word + ", says " + decision.by() + ": " + decision.why();
  }

  private static Event event(Notification attempt) {
    var kind = kind(attempt.kind());
    return switch (attempt.delivery().state()) {
      case SENT -> new Event(attempt.madeAt(), "✉", "ok", kind + " message sent");
      case PENDING -> new Event(attempt.madeAt(), "✉", "minor", kind + " message waits to be sent");
      case DEAD ->
          new Event(
              attempt.madeAt(),
              "✉",
              "critical",
              kind + " message was refused: " + attempt.delivery().problem());
      case HELD ->
          new Event(
              attempt.madeAt(),
              "✉",
              "minor",
              kind + " message was not sent: " + attempt.delivery().problem());
    };
  }

  static String kind(Notification.Kind kind) {
    return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
