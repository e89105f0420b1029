// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.alert.Snooze;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.ui.time.Times;
import io.stillwatch.ui.words.KindWords;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An alert in sentences: what stopped, since when, why.
public final class AlertWords {
  /// An instant as the domain writes it; what a log line says is left as it is.
  private static final Pattern SINCE =
      Pattern.compile("since (\\d{4}-\\d\\d-\\d\\dT[\\d:.]{1,20}Z)");

  private AlertWords() {}

  /// `Backup on web-1 has not run for 9 d 4 h`
  public static String sentence(Alert alert, Times times) {
    if (alert.predicted()) return predicted(alert, times);
    var many = standsForMany(alert);
    if (many.isPresent()) return ofMany(many.get(), alert, times);
    var first = alert.first();
    var subject = KindWords.subject(first.job());
    var more = others(alert);
    if (!alert.open()) return subject + ended(first, alert) + length(alert, times) + more;
    if (!first.everSeen()) {
      return subject
          + " has never "
          + (first.job().kind().rotates() ? "been rotated" : "run")
          + more;
    }
    return subject + " has not " + participle(first) + " for " + times.age(first.lastSeen()) + more;
  }

  /// `Backup on web-1 will not run: due Nov 22, 02:30`
  private static String predicted(Alert alert, Times times) {
    var first = alert.first();
    var what =
        alert.open()
            ? " will not run: due " + times.brief(first.firstMissed())
            : recovered(alert) ? " was fixed before it was due" : " was predicted not to run";
    return KindWords.subject(first.job()) + what + others(alert);
  }

  private static String others(Alert alert) {
    int others = alert.stoppages().size() - 1;
    return others == 0 ? "" : ", and " + others + (others == 1 ? " job" : " jobs") + " with it";
  }

  /// The scheduler or the host whose silence explains the others.
  private static Optional<Stoppage> standsForMany(Alert alert) {
    return alert.stoppages().stream()
        .filter(stoppage -> stoppage.job().kind().standsForMany())
        .findFirst();
  }

  /// `cron on web-1 has started nothing for 9 d 4 h: 12 jobs affected`
  private static String ofMany(Stoppage stoppage, Alert alert, Times times) {
    var verb =
        alert.open()
            ? doing(stoppage.job().kind())
            : recovered(alert) ? again(stoppage.job().kind()) : done(stoppage.job().kind());
    long jobs = jobs(alert);
    var affected = jobs == 0 ? "" : ": " + jobs + (jobs == 1 ? " job" : " jobs") + " affected";
    long more = alert.stoppages().stream().filter(one -> one.job().kind().isOurs()).count() - 1;
    var with = more > 0 ? ", and " + more + " more with it" : "";
    return KindWords.subject(stoppage.job()) + verb + length(alert, times) + affected + with;
  }

  private static String doing(JobKind kind) {
    return switch (kind) {
      case HOST -> " has sent nothing for ";
      case SOURCE -> " could not be read for ";
      case SERVICE -> " has not worked for ";
      default -> " has started nothing for ";
    };
  }

  private static String again(JobKind kind) {
    return switch (kind) {
      case HOST -> " sends evidence again after ";
      case SOURCE -> " can be read again after ";
      case SERVICE -> " works again after ";
      default -> " starts jobs again after ";
    };
  }

  private static String done(JobKind kind) {
    return switch (kind) {
      case HOST -> " had sent nothing for ";
      case SOURCE -> " could not be read for ";
      case SERVICE -> " had not worked for ";
      default -> " had started nothing for ";
    };
  }

  /// How many jobs stopped, without what stands for many.
  public static long jobs(Alert alert) {
    return alert.stoppages().stream()
        .filter(stoppage -> !stoppage.job().kind().standsForMany())
        .count();
  }

  private static boolean recovered(Alert alert) {
    return alert.handling().closing().kind() == Closing.Kind.RECOVERED;
  }

  private static String ended(Stoppage stoppage, Alert alert) {
    if (!recovered(alert)) return " had not " + participle(stoppage) + " for ";
    return switch (stoppage.origin().basis()) {
      case FAILURES -> " succeeded again after ";
      case SEQUENCE -> " followed its pattern again after ";
      case SCHEDULE, SCHEDULE_AND_SEQUENCE, SILENCE, CONFIGURATION ->
          stoppage.job().kind().rotates() ? " was rotated again after " : " ran again after ";
    };
  }

  private static String participle(Stoppage stoppage) {
    return switch (stoppage.origin().basis()) {
      case FAILURES -> "succeeded";
      case SEQUENCE -> "followed its pattern";
      case SCHEDULE, SCHEDULE_AND_SEQUENCE, SILENCE, CONFIGURATION ->
          stoppage.job().kind().rotates() ? "been rotated" : "run";
    };
  }

  /// Which evidence made the decision.
  public static String basis(Stoppage.Basis basis) {
    return switch (basis) {
      case SCHEDULE -> "the schedule: due times without a run";
      case FAILURES -> "runs that failed";
      case SEQUENCE -> "the pattern of its past runs alone";
      case SCHEDULE_AND_SEQUENCE ->
          "the schedule, one missed run earlier because the pattern of its past runs is broken";
      case SILENCE -> "silence: nothing is received although it is expected";
      case CONFIGURATION -> "a fault of the configuration, before a run was missed";
    };
  }

  /// Why, with its times as the page writes them.
  public static String reasons(Stoppage stoppage, Times times) {
    var reasons = String.join(" · ", stoppage.reasons());
    return SINCE.matcher(reasons).replaceAll(match -> "since " + weekday(match.group(1), times));
  }

  private static String weekday(String written, Times times) {
    try {
      return times.weekday(Instant.parse(written));
    } catch (DateTimeParseException e) {
      return written;
    }
  }

  /// How a finding explains the alert.
  static String link(CauseLink link) {
    return switch (link) {
      case REMOVES_JOB -> "prevents the job from running";
      case JOB_REMOVED, CHANGED_JOB, SAME_FILE, SAME_LOG, GUESS, DOUBTED, BESIDE -> link.words();
    };
  }

  /// How unusual the autoencoder found the past runs.
  public static String sequence(Stoppage.Origin origin) {
    return origin.sequenceScore() > 0
        ? Math.round(origin.sequenceScore()) + " of 100"
        : "not part of the decision";
  }

  /// `Closed by ana: host is being replaced`, `No longer configured`, `Resolved`
  public static String closing(Closing closing) {
    return switch (closing.kind()) {
      case RECOVERED -> "Resolved";
      case RETIRED -> "No longer configured";
      case CLOSED -> "Closed by " + closing.by() + ": " + closing.reason();
    };
  }

  /// How long the stoppage lasted, or lasts by now.
  public static String length(Alert alert, Times times) {
    var end = alert.times().resolvedAt().orElse(times.now());
    var first = alert.first();
    var start = first.everSeen() ? first.lastSeen() : alert.times().startedAt();
    return Durations.words(Duration.between(start, end));
  }

  public static String cause(Alert alert) {
    return alert.cause().map(AlertWords::cause).orElse("No configuration cause found yet");
  }

  private static String cause(Cause cause) {
    var place = cause.finding().place();
    return cause.title() + " – " + place.path() + (place.line() > 0 ? ":" + place.line() : "");
  }

  public static String severity(Severity severity) {
    return severity.name().charAt(0) + severity.name().substring(1).toLowerCase(Locale.ROOT);
  }

  /// The name of the severity's colour in the style sheet.
  public static String colour(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /// Every severity has a shape of its own beside its colour.
  public static String shape(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "◆";
      case MAJOR -> "▲";
      case MINOR -> "■";
      case WARNING -> "●";
      case LOW -> "○";
    };
  }

  /// `Firing`, `Acknowledged by ana`, `Snoozed until Nov 22, 16:00`, `Resolved`, `Closed by ana:
  /// ..`
  public static String state(Alert alert, Times times) {
    var handling = alert.handling();
    if (!alert.open()) return closing(handling.closing());
    if (!handling.mutedBy().isEmpty()) return "Muted by " + handling.mutedBy();
    if (handling.snooze().holds(alert, times.now())) return snoozed(handling.snooze(), times);
    if (!handling.acknowledgedBy().isEmpty()) return "Acknowledged by " + handling.acknowledgedBy();
    return switch (alert.state()) {
      case PENDING -> "Predicted";
      case FIRING -> "Firing";
      case RECOVERING -> "Recovering";
      case RESOLVED -> "Resolved";
    };
  }

  private static String snoozed(Snooze snooze, Times times) {
    return switch (snooze.wake()) {
      case NOTHING -> "Snoozed until " + times.brief(snooze.until());
      case NEXT_RUN -> "Snoozed until the next run";
      case SEVERITY_CHANGES -> "Snoozed until it gets worse";
    };
  }

  /// The growth of the log that fills its disk first.
  public static Optional<Stoppage> growing(Alert alert) {
    return alert.stoppages().stream()
        .filter(stoppage -> stoppage.growth().known())
        .min(
            Comparator.comparing((Stoppage stoppage) -> stoppage.growth().fullAt())
                .thenComparingDouble(stoppage -> -stoppage.growth().bytesPerDay()));
  }

  /// `full in about 5 d 3 h`, empty where it is not known.
  public static String full(Growth growth, Times times) {
    return growth
        .diskFullAt()
        .map(at ->
            at.isAfter(times.now())
                ? "full in about " + Durations.words(Duration.between(times.now(), at))
                : "full by now")
        .orElse("");
  }
}
