// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One short message: at most 140 characters that take one septet each, so that it is never split.
///
/// A message that is too long loses the link first, then all of the cause but its first clause,
/// then the cause, then the details.
final class Sms {
  static final int MAX_LENGTH = 140;
  private static final Pattern FOLDERS = Pattern.compile("(?<![^ '\"])(?:/[^ /'\"]+)+/(?=[^ ])");
  private static final Pattern CLAUSE = Pattern.compile(", |; |: | \\(");
  private static final int MAX_FILE = 16;
  private static final int MAX_HOST = 20;
  private static final int MAX_FAILURE = 60;

  private Sms() {}

  static String of(Wording wording, Notice notice, String link) {
    var id = wording.alert().id();
    var cause = wording.alert().cause().filter(_ -> wording.alert().open());
    var whole = cause.map(Sms::whole).orElse(List.of());
    var part = cause.map(Sms::part).orElse(List.of());
    return withCause(wording, notice, whole, link)
        .or(() -> withCause(wording, notice, whole, id))
        .or(() -> withCause(wording, notice, part, id))
        .or(() -> fits(text(wording, notice, fact(wording, notice) + ".", link)))
        .or(() -> fits(text(wording, notice, fact(wording, notice) + ".", id)))
        .orElseGet(
            () -> TextSanitizer.cut(text(wording, notice, silent(wording) + ".", id), MAX_LENGTH));
  }

  /// The first of the words that leaves the message short enough.
  private static Optional<String> withCause(
      Wording wording, Notice notice, List<String> words, String end) {
    var facts = fact(wording, notice) + ". Cause: ";
    return words.stream()
        .flatMap(one -> fits(text(wording, notice, facts + one + ".", end)).stream())
        .findFirst();
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
          TextSanitizer.cut(Ascii.of(wording.place()), MAX_HOST), wording.sinceBrief());
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
      return "behaves unusually, as its past runs show";
    if (notice.kind() == Kind.RESOLVED) {
      return "ran again, was " + silent(wording) + ", " + missed;
    }
    return (wording.first().everSeen() ? silent(wording) : "never ran") + ", " + missed;
  }

  private static String silent(Wording wording) {
    return "silent " + Wording.brief(wording.silentFor());
  }

  /// The cause in all that is known of it, the longest words first.
  private static List<String> whole(Cause cause) {
    var words = new ArrayList<String>();
    Misspelling.of(cause.finding()).ifPresent(one -> words.add(one.words() + where(cause)));
    words.add(title(cause) + where(cause));
    words.add(title(cause));
    return words;
  }

  /// The first clause of the cause, or where it is: a text that ends in the middle may say the
  /// opposite of what was meant.
  private static List<String> part(Cause cause) {
    var clause = CLAUSE.split(title(cause), 2)[0].strip();
    var place = where(cause).replaceAll("[()]", "");
    var words = new ArrayList<>(List.of(clause + where(cause), clause));
    if (!place.isEmpty()) words.add("see" + place);
    return words;
  }

  /// A changed line names its place itself.
  private static String where(Cause cause) {
    var place = cause.finding().place();
    if (place.line() == 0 || cause.link() == CauseLink.CHANGED_JOB) return "";
    var file = place.path().substring(place.path().lastIndexOf('/') + 1);
    return " ("
        + TextSanitizer.cut(Ascii.of(TextSanitizer.oneLine(file)), MAX_FILE)
        + " L"
        + place.line()
        + ")";
  }

  /// The finding's title without folders.
  private static String title(Cause cause) {
    var title = Ascii.of(TextSanitizer.oneLine(cause.title()));
    return FOLDERS.matcher(title.replaceAll("^The |[.!?]+$", "")).replaceAll("");
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
