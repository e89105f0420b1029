// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
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
import java.util.regex.Pattern;

/// The facts of an alert at an instant in the words that all its messages share.
record Wording(Alert alert, Instant at) {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss xxx", Locale.ENGLISH);
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final Pattern COUNT = Pattern.compile("\\d+ expected |silent for ");
  private static final long KIB = 1024;

  Stoppage first() {
    return alert.first();
  }

  Job job() {
    return first().job();
  }

  String host() {
    return TextSanitizer.name(job().host().name());
  }

  /// Detection groups jobs under `cron@host` if the daemon starts no job at all. A single silent
  /// cron job does not prove that: the others may not be due yet.
  boolean wholeHost() {
    var daemon = "cron@" + job().host().name();
    return alert.group().equals(daemon)
        && alert.stoppages().stream()
                .filter(member -> member.job().kind() == JobKind.CRON)
                .filter(member -> member.job().driver().equals(daemon))
                .count()
            > 1;
  }

  String name() {
    return wholeHost() ? jobs(alert.stoppages().size()) : TextSanitizer.name(job().name());
  }

  /// For channels where each character counts: a log without its directories.
  String shortName() {
    return job().kind() == JobKind.CRON || wholeHost()
        ? name()
        : name().substring(name().lastIndexOf('/') + 1);
  }

  private static String jobs(int number) {
    return number + (number == 1 ? " job" : " jobs");
  }

  String thing() {
    if (wholeHost()) return "cron";
    return switch (job().kind()) {
      case CRON -> "cron job";
      case LOG_ROTATION -> "log rotation";
      case RDS_LOG -> "RDS log rotation";
    };
  }

  /// The word that subscribers filter on.
  String kind() {
    return switch (job().kind()) {
      case CRON -> "cron.silent";
      case LOG_ROTATION, RDS_LOG -> "rotation.silent";
    };
  }

  String stopped() {
    if (alert.predicted()) return "will not run";
    return first().everSeen() ? "stopped" : "never ran";
  }

  String over() {
    return alert.predicted() ? "will run" : "runs again";
  }

  /// Until the first run that will be missed.
  Duration dueIn() {
    return between(at, alert.times().startedAt());
  }

  String title() {
    var state = alert.open() ? stopped() : over();
    var more = wholeHost() ? 0 : alert.stoppages().size() - 1;
    return TextSanitizer.capital(thing())
        + " "
        + state
        + ": "
        + name()
        + " on "
        + host()
        + (more > 0 ? " and " + more + " more" : "");
  }

  List<Stoppage> others() {
    return alert.stoppages().subList(1, alert.stoppages().size());
  }

  /// The observations, without the sentences that repeat counts shown elsewhere in the message.
  List<String> reasons() {
    return first().reasons().stream().filter(reason -> !COUNT.matcher(reason).lookingAt()).toList();
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
      case Schedule.SinceLast _, Schedule.WhenLarger _, Schedule.Learning _, Schedule.Never _ ->
          Optional.empty();
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
    return Optional.of(
        growth.diskFullAt().map(full -> words + ", full in about " + fullIn(full)).orElse(words));
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

  /// A guess is never more than likely, however sure the finding itself is.
  static String confidence(Cause cause) {
    var confidence = cause.finding().confidence();
    if (cause.link() == CauseLink.GUESS && confidence == Confidence.CERTAIN) {
      return Confidence.LIKELY.word();
    }
    return confidence.word();
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
