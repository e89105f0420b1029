// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Severity;
import java.util.Optional;
import java.util.regex.Pattern;

/// One short message: at most 140 characters that take one septet each, so that it is never split.
///
/// The link goes first if there is no room, then the cause, then the details of the fact.
final class Sms {
  static final int MOST = 140;
  private static final Pattern FOLDERS = Pattern.compile("(?<![^ '\"])(?:/[^ /'\"]+)+/(?=[^ ])");
  private static final int LEAST_CAUSE = 28;

  private Sms() {}

  static String of(Wording wording, Notice notice, String link) {
    var id = wording.alert().id();
    return withCause(wording, notice, link)
        .or(() -> withCause(wording, notice, id))
        .or(() -> fits(text(wording, notice, fact(wording, notice) + ".", link)))
        .or(() -> fits(text(wording, notice, fact(wording, notice) + ".", id)))
        .orElseGet(() -> Plain.cut(text(wording, notice, silent(wording) + ".", id), MOST));
  }

  /// The cause gets the room that the rest leaves, if that is enough to be understood.
  private static Optional<String> withCause(Wording wording, Notice notice, String end) {
    var cause = wording.alert().cause().filter(_ -> wording.alert().open());
    if (cause.isEmpty()) return Optional.empty();
    var facts = fact(wording, notice) + ". Cause: ";
    int room = MOST - text(wording, notice, facts + ".", end).length();
    if (room < LEAST_CAUSE) return Optional.empty();
    return fits(text(wording, notice, facts + words(cause.get(), room) + ".", end));
  }

  private static Optional<String> fits(String text) {
    return Optional.of(text).filter(whole -> whole.length() <= MOST);
  }

  private static String text(Wording wording, Notice notice, String facts, String end) {
    boolean over = notice.kind() == Kind.RESOLVED;
    return Ascii.gsm(
        "STILLWATCH "
            + (over ? "OK" : shortWord(wording.alert().severity()))
            + " "
            + Plain.cut(Ascii.of(wording.shortName()), 22)
            + " on "
            + Plain.cut(Ascii.of(wording.host()), 20)
            + ": "
            + facts
            + " "
            + end);
  }

  private static String fact(Wording wording, Notice notice) {
    var missed = wording.alert().missedRuns() + " missed";
    if (wording.alert().predicted()) {
      return notice.kind() == Kind.RESOLVED
          ? "mended before it was due"
          : "will not run, due in " + Wording.brief(wording.dueIn());
    }
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
            ? " (" + Plain.cut(Ascii.of(Plain.oneLine(file)), 16) + " L" + place.line() + ")"
            : "";
    int room = Math.max(10, most - where.length());
    var misspelt = Misspelling.of(cause.finding()).map(Misspelling::words);
    return misspelt.filter(words -> words.length() <= room).orElse(head(cause, room)) + where;
  }

  /// The beginning of the sentence that the finding says.
  private static String head(Cause cause, int most) {
    var title = Ascii.of(Plain.oneLine(cause.finding().explanation().title()));
    var words = FOLDERS.matcher(title.replaceAll("^The |[.!?]+$", "")).replaceAll("");
    return words.length() <= most ? words : words.substring(0, most - 2).stripTrailing() + "..";
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
