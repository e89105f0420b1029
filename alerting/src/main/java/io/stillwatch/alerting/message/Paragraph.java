// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.job.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An alert in one paragraph, for lists, replays and the command line.
final class Paragraph {
  private static final int MAX_NAMES = 3;
  private static final int MAX_REASONS = 2;

  private Paragraph() {}

  static String of(Wording wording) {
    var sentences = new ArrayList<String>();
    sentences.add(what(wording));
    wording.reasons().stream()
        .limit(MAX_REASONS)
        .forEach(reason -> sentences.add(TextSanitizer.capital(TextSanitizer.sentence(reason))));
    others(wording, sentences);
    why(wording, sentences);
    new LinesText(wording).sentence().ifPresent(sentences::add);
    wording.growthWords().ifPresent(words -> sentences.add("Disk: " + words + "."));
    if (wording.retired()) {
      sentences.add("Nothing is expected any more: " + wording.why() + ".");
    } else if (wording.late()) {
      sentences.add(
          "It was late, not missed: ran at "
              + wording.when(wording.first().ranAgain().getFirst())
              + ".");
    } else if (!wording.alert().open() && !wording.alert().predicted()) {
      sentences.add(
          "It ran again at "
              + wording.when(wording.until())
              + " after "
              + Durations.words(wording.silentFor())
              + " of silence.");
    }
    return String.join(" ", sentences);
  }

  private static String what(Wording wording) {
    if (wording.alert().predicted()) return predicted(wording);
    if (wording.ofMany())
      return TextSanitizer.capital(
          TextSanitizer.sentence(wording.ofMany(wording.place(), started(wording))));
    var missed =
        Wording.runs(wording.alert().missedRuns())
            + (wording.reason() == Reason.JOB_FAILED ? " bad" : " missed");
    var since =
        wording.first().everSeen()
            ? " last ran " + wording.lastSeen() + "; since " + started(wording) + " " + missed
            : " was never seen to run; first due " + started(wording) + ", " + missed;
    return TextSanitizer.capital(wording.thing())
        + " "
        + TextSanitizer.name(wording.job().name())
        + " on "
        + wording.host()
        + ", expected "
        + wording.expected()
        + ","
        + since
        + "."
        + decided(wording);
  }

  private static String decided(Wording wording) {
    return switch (wording.reason()) {
      case JOB_FAILED -> " It " + TextSanitizer.sentence(wording.failed());
      case UNUSUAL_SEQUENCE -> " " + wording.sequence();
      case ROTATION_STOPPED, JOB_STOPPED, SCHEDULER_STOPPED, HOST_SILENT, SOURCE_BLIND, UNWELL ->
          "";
    };
  }

  private static String predicted(Wording wording) {
    return TextSanitizer.capital(wording.thing())
        + " "
        + TextSanitizer.name(wording.job().name())
        + " on "
        + wording.host()
        + (wording.alert().open() ? " will not run " : " would not have run ")
        + started(wording)
        + ".";
  }

  private static String started(Wording wording) {
    return wording.when(wording.alert().times().startedAt());
  }

  private static void others(Wording wording, List<String> sentences) {
    var others = wording.others();
    if (others.isEmpty()) return;
    var names =
        others.stream()
            .limit(MAX_NAMES)
            .map(member -> TextSanitizer.name(member.job().name()))
            .collect(Collectors.joining(", "));
    int more = others.size() - MAX_NAMES;
    sentences.add("Also silent: " + names + (more > 0 ? " and " + more + " more" : "") + ".");
  }

  private static void why(Wording wording, List<String> sentences) {
    var causes = wording.alert().causes();
    if (wording.alert().cause().isEmpty()) sentences.add(wording.searched());
    for (var cause : causes.subList(0, Math.min(MAX_NAMES, causes.size()))) {
      sentences.add(cause(wording, cause));
    }
  }

  private static String cause(Wording wording, Cause cause) {
    var explanation = cause.finding().explanation();
    var evidence = String.join(" / ", TextSanitizer.lines(cause.evidence(), 2));
    var suggestion = TextSanitizer.oneLine(explanation.suggestion());
    var remedy = TextSanitizer.sentence(explanation.remedy().replaceFirst("^# ", ""));
    return (cause.link().explains()
            ? "Cause (" + cause.confidence().word() + "), "
            : "Changed shortly before, not known to be the cause, ")
        + wording.place(cause)
        + ": "
        + TextSanitizer.sentence(cause.title())
        + (evidence.isEmpty()
            ? ""
            : " It reads: " + TextSanitizer.cut(evidence, TextSanitizer.SENTENCE) + " .")
        + (suggestion.isEmpty()
            ? ""
            : " Did you mean '" + TextSanitizer.cut(suggestion, TextSanitizer.NAME) + "'?")
        + (remedy.isEmpty() || !cause.link().explains() ? "" : " Fix: " + remedy);
  }
}
