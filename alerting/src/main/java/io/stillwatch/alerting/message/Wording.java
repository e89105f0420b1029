// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseSearch;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The facts of an alert at an instant in the words that all its messages share.
record Wording(Alert alert, Instant at) {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss xxx", Locale.ENGLISH);
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final Pattern COUNT = Pattern.compile("\\d+ expected |silent for ");
  private static final Pattern FAILED =
      Pattern.compile("(\\d{1,9}) runs? failed since \\S+: ?(.*)");
  private static final String FOUND = "found afterwards: ";
  private static final int MAX_FOUND = 3;
  private static final long KIB = 1024;
  private static final int MAX_WHY = 32;
  private static final int A_DAY = 20;

  Stoppage first() {
    return alert.first();
  }

  Job job() {
    return first().job();
  }

  String host() {
    return TextSanitizer.name(job().host().name());
  }

  Reason reason() {
    return Reason.of(alert);
  }

  /// Whether the alert is about a scheduler or a host rather than about jobs.
  boolean ofMany() {
    return job().kind().standsForMany();
  }

  String name() {
    return TextSanitizer.name(job().name());
  }

  /// For channels where each character counts: a log without its directories.
  String shortName() {
    return job().kind().rotates() ? name().substring(name().lastIndexOf('/') + 1) : name();
  }

  static String jobs(long number) {
    return number + (number == 1 ? " job" : " jobs");
  }

  String thing() {
    return switch (job().kind()) {
      case SCHEDULED_COMMAND -> "cron job";
      case LOG_ROTATION -> "log rotation";
      case RDS_LOG -> "RDS log rotation";
      case SCHEDULER -> "cron";
      case HOST -> "host";
      case SOURCE -> "source";
      case SERVICE -> "Stillwatch";
    };
  }

  /// The word that subscribers filter on.
  String kind() {
    return switch (job().kind()) {
      case SCHEDULED_COMMAND -> "cron.silent";
      case LOG_ROTATION, RDS_LOG -> "rotation.silent";
      case SCHEDULER -> "scheduler.silent";
      case HOST -> "host.silent";
      case SOURCE -> "source.blind";
      case SERVICE -> "stillwatch.unwell";
    };
  }

  String stopped() {
    if (alert.predicted()) return "will not run";
    return switch (reason()) {
      case JOB_FAILED -> "failed " + times(failures());
      case UNUSUAL_SEQUENCE -> "behaves unusually";
      case SOURCE_BLIND -> "cannot be read";
      case UNWELL -> "does not work";
      case ROTATION_STOPPED, JOB_STOPPED, SCHEDULER_STOPPED, HOST_SILENT ->
          first().everSeen() ? "stopped" : "never ran";
    };
  }

  private static String times(int number) {
    return number == 1 ? "once" : number + " times";
  }

  String over() {
    if (retired()) return TextSanitizer.cut(why(), MAX_WHY);
    if (alert.predicted()) return "will run";
    if (late()) return "was late, not missed";
    return reason() == Reason.JOB_FAILED ? "works again" : "runs again";
  }

  /// Nothing is expected of its jobs any more; they did not run again.
  boolean retired() {
    return alert.handling().closing().kind() == Closing.Kind.RETIRED;
  }

  /// Why it is retired, for instance `no longer configured`.
  String why() {
    var why = TextSanitizer.oneLine(alert.handling().closing().reason());
    return why.isEmpty() ? "no longer expected" : TextSanitizer.cut(why, TextSanitizer.NAME);
  }

  /// The run that was missing had happened before the alert: its evidence came late.
  boolean late() {
    var ranAgain = first().ranAgain();
    return !alert.open()
        && !alert.predicted()
        && !retired()
        && !ofMany()
        && !ranAgain.isEmpty()
        && ranAgain.getFirst().isBefore(alert.times().detectedAt());
  }

  /// `failed 3 times: exit status 127`.
  String failed() {
    return "failed " + times(failures()) + failure().map(how -> ": " + how).orElse("");
  }

  private int failures() {
    return first().reasons().stream()
        .map(FAILED::matcher)
        .filter(Matcher::matches)
        .map(match -> Integer.parseInt(match.group(1)))
        .findFirst()
        .orElse(alert.missedRuns());
  }

  /// What was found out of the time in which a source could not be read.
  List<String> found() {
    return alert.stoppages().stream()
        .flatMap(member -> member.reasons().stream())
        .filter(reason -> reason.startsWith(FOUND))
        .map(reason -> TextSanitizer.oneLine(reason.substring(FOUND.length())))
        .limit(MAX_FOUND)
        .toList();
  }

  /// How the last run failed, if that is known.
  Optional<String> failure() {
    return first().reasons().stream()
        .map(FAILED::matcher)
        .filter(Matcher::matches)
        .map(match -> TextSanitizer.name(match.group(2)))
        .filter(how -> !how.isEmpty())
        .findFirst();
  }

  /// Why the autoencoder decided alone.
  String sequence() {
    return "Its past runs alone show this (score "
        + Math.round(first().origin().sequenceScore())
        + " of 100): "
        + (job().schedule().period().isPositive()
            ? "no schedule says how often, how long or how large is usual."
            : "no schedule of this job is known.");
  }

  /// What the sentence about many names and a channel may shorten: the host, or the source or part.
  String place() {
    return job().kind().isOurs() ? name() : host();
  }

  /// `cron on web-1 starts nothing since 02:00: 3 jobs missed`; `place` and `since` as short as the
  /// channel needs them.
  String ofMany(String place, String since) {
    return new ManyWords(this).sentence(place, since);
  }

  /// The hour of the same day, or the day; in the zone of the host.
  String sinceBrief() {
    var started = alert.times().startedAt();
    if (started.isBefore(Instant.EPOCH) || started.isAfter(LAST)) return "long ago";
    var words = WHEN.format(started.atZone(zone()));
    return between(started, at).toHours() < A_DAY
        ? words.substring(15, 20)
        : words.substring(9, 14);
  }

  /// When the run that was late happened: `11-13 02:40`.
  String ranBrief() {
    return when(first().ranAgain().getFirst()).substring(9, 20);
  }

  /// One sentence: what is wrong.
  String summary() {
    return switch (reason()) {
      case SCHEDULER_STOPPED, HOST_SILENT, SOURCE_BLIND, UNWELL ->
          ofMany(place(), when(alert.times().startedAt()));
      case JOB_FAILED -> failed();
      case UNUSUAL_SEQUENCE -> sequence();
      case ROTATION_STOPPED, JOB_STOPPED ->
          first().reasons().isEmpty()
              ? runs(alert.missedRuns()) + " missed"
              : first().reasons().getFirst();
    };
  }

  /// Until the first run that will be missed.
  Duration dueIn() {
    return between(at, alert.times().startedAt());
  }

  String title() {
    if (ofMany()) return TextSanitizer.capital(ofMany(place(), when(alert.times().startedAt())));
    var state = alert.open() ? stopped() : over();
    var more = alert.stoppages().size() - 1;
    return TextSanitizer.capital(thing())
        + " "
        + state
        + ": "
        + name()
        + " on "
        + host()
        + (more > 0 ? " and " + more + " more" : "")
        + (reason() == Reason.JOB_FAILED && alert.open()
            ? failure().map(how -> " (" + how + ")").orElse("")
            : "");
  }

  List<Stoppage> others() {
    return alert.stoppages().subList(1, alert.stoppages().size());
  }

  /// The observations, without the sentences that repeat counts shown elsewhere in the message.
  List<String> reasons() {
    return first().reasons().stream()
        .filter(reason -> !COUNT.matcher(reason).lookingAt())
        .map(reason -> QuotedTimes.in(reason, this::when))
        .toList();
  }

  /// Where a cause was searched, for an alert without one.
  String searched() {
    return TextSanitizer.oneLine(QuotedTimes.in(CauseSearch.of(alert).words(), this::when));
  }

  Instant until() {
    return alert.times().resolvedAt().orElse(at);
  }

  Duration silentFor() {
    return between(first().everSeen() ? first().lastSeen() : alert.times().startedAt(), until());
  }

  Duration overdueFor() {
    return between(alert.times().startedAt(), until());
  }

  static Duration between(Instant from, Instant until) {
    return until.isBefore(from) ? Duration.ZERO : Duration.between(from, until);
  }

  String severity() {
    return alert.severity().name().toLowerCase(Locale.ROOT);
  }

  /// As Kibana does: whole numbers, and `< 1` instead of a zero that would look normal.
  String score() {
    return alert.score() < 1 ? "< 1" : Long.toString(Math.round(alert.score()));
  }

  /// A single unit, for channels where each character counts: `9d`, `4h`, `25m`.
  static String brief(Duration duration) {
    if (duration.toDays() > 0) return duration.toDays() + "d";
    if (duration.toHours() > 0) return duration.toHours() + "h";
    return Math.max(0, duration.toMinutes()) + "m";
  }

  static String runs(int number) {
    return number + (number == 1 ? " run" : " runs");
  }

  ZoneId zone() {
    return alert.stoppages().stream()
        .map(member -> zone(member.job().schedule()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(ZoneOffset.UTC);
  }

  static Optional<ZoneId> zone(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Cron cron -> Optional.of(cron.zone());
      case Schedule.Habit habit -> Optional.of(habit.zone());
      case Schedule.Rotation rotation -> Optional.of(rotation.zone());
      case Schedule.SinceLast _, Schedule.Learning _, Schedule.Never _ -> Optional.empty();
    };
  }

  /// In the zone of the host, with its offset.
  String when(Instant instant) {
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST)) return "an unknown time";
    return WHEN.format(instant.atZone(zone()));
  }

  String lastSeen() {
    return first().everSeen() ? when(first().lastSeen()) : "never";
  }

  String expected() {
    var definition = job().definition();
    var words = TextSanitizer.name(job().schedule().inWords());
    if (!definition.configured()) return words;
    return words
        + " ("
        + TextSanitizer.name(definition.path())
        + (definition.line() > 0 ? " line " + definition.line() : "")
        + ")";
  }

  /// Of the disk that fills first, or of the log that grows fastest.
  Growth growth() {
    return alert.stoppages().stream()
        .map(Stoppage::growth)
        .filter(Growth::known)
        .min(
            Comparator.comparing(Growth::fullAt)
                .thenComparing(Growth::bytesPerDay, Comparator.reverseOrder()))
        .orElse(Growth.UNKNOWN);
  }

  Optional<String> growthWords() {
    var growth = growth();
    if (!growth.known()) return Optional.empty();
    var words =
        "log "
            + bytes((double) growth.bytes())
            + " now, +"
            + bytes(growth.bytesPerDay())
            + " a day";
    return Optional.of(growth.diskFullAt().map(full -> words + full(growth, full)).orElse(words));
  }

  /// `, full in about 5 days (Thu 2026-11-27), at the latest in 9 days; 90.0 GiB were free`
  private String full(Growth growth, Instant earliest) {
    var latest =
        growth
            .diskFullAtLatest()
            .map(end -> ", at the latest in " + Durations.words(between(at, end)))
            .orElse("");
    var free = growth.room().freeBytes();
    return ", full in about "
        + fullIn(earliest)
        + latest
        + (free > 0 ? "; " + bytes((double) free) + " were free" : "");
  }

  private String fullIn(Instant full) {
    return Durations.words(between(at, full)) + " (" + when(full).substring(0, 14) + ")";
  }

  static String bytes(double bytes) {
    var units = new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    int unit = 0;
    while (bytes >= KIB && unit < units.length - 1) {
      bytes /= KIB;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", bytes, units[unit]);
  }

  /// `/etc/crontab:12`, with the host if it is not the job's host.
  String place(Cause cause) {
    var place = cause.finding().place();
    var file = TextSanitizer.name(place.path()) + (place.line() > 0 ? ":" + place.line() : "");
    return place.host().equals(job().host())
        ? file
        : TextSanitizer.name(place.host().name()) + ":" + file;
  }
}
