// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Notification.Kind;

/// The subject of an e-mail: at most 99 ASCII characters, as `sns:Publish` requires.
///
/// The middle of the job's name is cut first, then the domain of the host; the severity and the id
/// of the alert never are.
final class Subject {
  static final int MAX_LENGTH = 99;
  private static final int MIN_JOB = 12;

  private Subject() {}

  static String of(Wording wording, Notice notice) {
    boolean over = notice.kind() == Kind.RESOLVED;
    var severity = over ? "RESOLVED" : wording.alert().severity().name();
    var state = over ? wording.over() : wording.stopped();
    var head = "[Stillwatch] " + severity + " " + wording.thing() + " " + state + ": ";
    var tail = " - " + age(wording, notice) + " (" + Ascii.of(wording.alert().id()) + ")";
    return fit(head, Ascii.of(wording.shortName()), Ascii.of(wording.host()), tail);
  }

  private static String age(Wording wording, Notice notice) {
    var overdue = Wording.brief(wording.overdueFor()) + " overdue";
    return switch (notice.kind()) {
      case PREDICTED -> "due in " + Wording.brief(wording.dueIn());
      case RESOLVED ->
          wording.alert().predicted()
              ? "fixed in time"
              : "was silent " + Wording.brief(wording.silentFor());
      case REMINDER -> "day " + (wording.overdueFor().toDays() + 1);
      case UPDATE -> (notice.causeFound() ? "cause found" : "update") + ", " + overdue;
      case FIRING, BLIND, TEST -> overdue;
    };
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
