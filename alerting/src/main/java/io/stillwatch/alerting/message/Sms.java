// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.text.Graphemes;
import java.util.Optional;
import java.util.regex.Pattern;

/// One short message: at most 140 characters that take one septet each, so that it is never split.
///
/// A message that is too long loses the link first, then the cause, then the details.
final class Sms {
  static final int MAX_LENGTH = 140;
  private static final Pattern FOLDERS = Pattern.compile("(?<![^ '\"])(?:/[^ /'\"]+)+/(?=[^ ])");
  private static final int MIN_CAUSE = 28;
  private static final int MAX_HOST = 20;
  private static final int MAX_FAILURE = 60;

  private Sms() {}

  static String of(Wording wording, Notice notice, String link) {
    var id = wording.alert().id();
    return withCause(wording, notice, link)
        .or(() -> withCause(wording, notice, id))
        .or(() -> fits(text(wording, notice, fact(wording, notice) + ".", link)))
        .or(() -> fits(text(wording, notice, fact(wording, notice) + ".", id)))
        .orElseGet(
            () -> TextSanitizer.cut(text(wording, notice, silent(wording) + ".", id), MAX_LENGTH));
  }

  /// The cause gets the remaining room, if that is enough to be understood.
  private static Optional<String> withCause(Wording wording, Notice notice, String end) {
    var cause = wording.alert().cause().filter(_ -> wording.alert().open());
    if (cause.isEmpty()) return Optional.empty();
    var facts = fact(wording, notice) + ". Cause: ";
    int room = MAX_LENGTH - text(wording, notice, facts + ".", end).length();
    if (room < MIN_CAUSE) return Optional.empty();
    return fits(text(wording, notice, facts + words(cause.get(), room) + ".", end));
  }

  private static Optional<String> fits(String text) {
    return Optional.of(text).filter(whole -> whole.length() <= MAX_LENGTH);
  }

  private static String text(Wording wording, Notice notice, String facts, String end) {
    boolean over = notice.kind() == Kind.RESOLVED;
    return Ascii.gsm(
        "STILLWATCH "
            + (over ? "OK" : shortWord(wording.alert().severity()))
            + " "
            + about(wording)
            + facts
            + " "
            + end);
  }

  /// The name and host of the job; what stands for many has them in its one sentence.
  private static String about(Wording wording) {
    return wording.ofMany()
        ? ""
        : TextSanitizer.cut(Ascii.of(wording.shortName()), 22)
            + " on "
            + TextSanitizer.cut(Ascii.of(wording.host()), 20)
            + ": ";
  }

  private static String fact(Wording wording, Notice notice) {
    if (wording.ofMany())
      return wording.ofMany(
          TextSanitizer.cut(Ascii.of(wording.host()), MAX_HOST), wording.sinceBrief());
    if (notice.kind() == Kind.RESOLVED && wording.retired()) return Ascii.of(wording.over());
    if (notice.kind() == Kind.RESOLVED && wording.late())
      return "was late, not missed: ran at " + wording.ranBrief();
    var missed = wording.alert().missedRuns() + " missed";
    if (wording.alert().predicted()) {
      return notice.kind() == Kind.RESOLVED
          ? "fixed before it was due"
          : "will not run, due in " + Wording.brief(wording.dueIn());
    }
    if (wording.reason() == Reason.JOB_FAILED) {
      return notice.kind() == Kind.RESOLVED
          ? "works again, " + Ascii.of(wording.failed())
          : Ascii.of(TextSanitizer.cut(wording.failed(), MAX_FAILURE));
    }
    if (wording.reason() == Reason.UNUSUAL_SEQUENCE && notice.kind() != Kind.RESOLVED)
      return "behaves unusually, decided by the autoencoder alone";
    if (notice.kind() == Kind.RESOLVED) {
      return "ran again, was " + silent(wording) + ", " + missed;
    }
    return (wording.first().everSeen() ? silent(wording) : "never ran") + ", " + missed;
  }

  private static String silent(Wording wording) {
    return "silent " + Wording.brief(wording.silentFor());
  }

  private static String words(Cause cause, int most) {
    var place = cause.finding().place();
    var file = place.path().substring(place.path().lastIndexOf('/') + 1);
    var where =
        place.line() > 0
            ? " ("
                + TextSanitizer.cut(Ascii.of(TextSanitizer.oneLine(file)), 16)
                + " L"
                + place.line()
                + ")"
            : "";
    int room = Math.max(10, most - where.length());
    var misspelt = Misspelling.of(cause.finding()).map(Misspelling::words);
    return misspelt.filter(words -> words.length() <= room).orElse(head(cause, room)) + where;
  }

  /// The beginning of the finding's title.
  private static String head(Cause cause, int most) {
    var title = Ascii.of(TextSanitizer.oneLine(cause.finding().explanation().title()));
    var words = FOLDERS.matcher(title.replaceAll("^The |[.!?]+$", "")).replaceAll("");
    return words.length() <= most
        ? words
        : Graphemes.wordsAtStart(words, most - 2).stripTrailing() + "..";
  }

  private static String shortWord(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "CRIT";
      case MAJOR -> "MAJ";
      case MINOR -> "MIN";
      case WARNING -> "WARN";
      case LOW -> "LOW";
    };
  }
}
