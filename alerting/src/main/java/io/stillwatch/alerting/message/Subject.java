// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Reason;

/// The subject of an e-mail: at most 99 ASCII characters, as `sns:Publish` requires.
///
/// The middle of the job's name is cut first, then the domain of the host; the severity and the id
/// of the alert never are.
final class Subject {
  static final int MAX_LENGTH = 99;
  private static final int MIN_JOB = 12;
  private static final int MIN_HOST = 5;
  private static final int MAX_AGE = 27;

  private Subject() {}

  static String of(Wording wording, Notice notice) {
    boolean over = notice.kind() == Kind.RESOLVED;
    var severity = over ? "RESOLVED" : severity(wording);
    if (wording.ofMany()) return ofMany(wording, notice, severity);
    var state = over ? wording.over() : wording.stopped();
    if (wording.late()) state = "late, not missed";
    var head = "[Stillwatch] " + severity + " " + wording.thing() + " " + state + ": ";
    var tail =
        " - "
            + TextSanitizer.cut(Ascii.of(age(wording, notice)), MAX_AGE)
            + " ("
            + Ascii.of(wording.alert().id())
            + ")";
    return fit(head, Ascii.of(wording.shortName()), Ascii.of(wording.host()), tail);
  }

  /// That we cannot see is told apart from what stopped.
  private static String severity(Wording wording) {
    return wording.reason().isBlindness() ? "BLIND" : wording.alert().severity().name();
  }

  /// Only the host is shortened: what is silent, since when, and how many jobs always fit.
  private static String ofMany(Wording wording, Notice notice, String severity) {
    var end =
        switch (notice.kind()) {
          case REMINDER -> ", day " + (wording.overdueFor().toDays() + 1);
          case RESOLVED ->
              wording.retired() ? "" : ", silent " + Wording.brief(wording.silentFor());
          case PREDICTED, FIRING, UPDATE, DIGEST, SUMMARY, TEST -> "";
        };
    var tail = Ascii.of(end + " (" + wording.alert().id() + ")");
    var head = "[Stillwatch] " + severity + " ";
    var host = Ascii.of(wording.place());
    var whole = Ascii.of(wording.ofMany(host, wording.sinceBrief()));
    int room = MAX_LENGTH - head.length() - tail.length();
    if (whole.length() > room) {
      var shortHost = host.indexOf('.') > 0 ? host.substring(0, host.indexOf('.')) : host;
      int rest = whole.length() - host.length();
      shortHost = TextSanitizer.cut(shortHost, Math.max(MIN_HOST, room - rest));
      whole = Ascii.of(wording.ofMany(shortHost, wording.sinceBrief()));
    }
    return head + TextSanitizer.cut(whole, room) + tail;
  }

  private static String age(Wording wording, Notice notice) {
    var overdue = Wording.brief(wording.overdueFor()) + " overdue";
    return switch (notice.kind()) {
      case PREDICTED -> "due in " + Wording.brief(wording.dueIn());
      case RESOLVED ->
          wording.alert().predicted()
              ? wording.retired() ? "nothing is due" : "fixed in time"
              : ended(wording);
      case REMINDER -> "day " + (wording.overdueFor().toDays() + 1);
      case UPDATE -> (notice.causeFound() ? "cause found" : "update") + ", " + overdue;
      case FIRING, DIGEST, SUMMARY, TEST ->
          wording.failure().filter(_ -> failed(wording)).orElse(overdue);
    };
  }

  private static boolean failed(Wording wording) {
    return wording.reason() == Reason.JOB_FAILED;
  }

  private static String ended(Wording wording) {
    if (wording.late()) return "ran " + wording.ranBrief().substring(6);
    var what = failed(wording) ? "failed for " : "was silent ";
    return what + Wording.brief(wording.silentFor());
  }

  static String fit(String head, String job, String host, String tail) {
    int room = MAX_LENGTH - head.length() - tail.length() - " on ".length();
    int forJob = Math.max(MIN_JOB, room - host.length());
    var shortJob = TextSanitizer.cut(job, Math.min(forJob, job.length()));
    if (shortJob.length() + host.length() > room && host.indexOf('.') > 0) {
      host = host.substring(0, host.indexOf('.'));
      shortJob = TextSanitizer.cut(job, Math.max(MIN_JOB, room - host.length()));
    }
    host = TextSanitizer.cut(host, Math.max(2, room - shortJob.length()));
    return TextSanitizer.cut(head + shortJob + " on " + host + tail, MAX_LENGTH);
  }
}
