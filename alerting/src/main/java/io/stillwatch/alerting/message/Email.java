// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Durations;
import java.util.List;
import java.util.Locale;

/// The e-mail: plain text, most important facts first, complete enough to act on at night.
final class Email {
  /// SNS accepts 256 KiB for all forms together, and this one is sent twice: as e-mail and as
  /// default.
  static final int MAX_BYTES = 12_000;

  static final String WHAT_TO_DO = "WHAT TO DO";

  private static final int MAX_HOSTS = 3;
  private static final int MAX_MEMBERS = 10;
  private static final int MAX_REASONS = 3;

  private final Wording wording;
  private final Notice notice;
  private final Links links;
  private final Lines lines = new Lines();

  /// How many lines say what the message is about.
  private int top;

  private Email(Wording wording, Notice notice, Links links) {
    this.wording = wording;
    this.notice = notice;
    this.links = links;
  }

  static String of(Wording wording, Notice notice, Links links) {
    var email = new Email(wording, notice, links);
    if (wording.retired()) email.retired();
    else if (wording.alert().predicted()) email.predicted();
    else if (notice.kind() == Kind.RESOLVED) email.resolved();
    else if (wording.ofMany()) email.ofMany();
    else email.silent();
    email.inShort();
    email.end();
    return email.lines.toText(MAX_BYTES);
  }

  private void silent() {
    var first = wording.first();
    lines.text("", headline(state(first)));
    lines.text("", summary());
    top = lines.size();
    changes();
    lines.blank();
    lines.field("Expected", wording.expected());
    lines.field("Last seen", wording.lastSeen());
    lines.field("Missed", missed());
    severity();
    decidedBy();
    wording.growthWords().ifPresent(words -> lines.field("Disk", words));
    members("Also silent");
    reasons();
    whyAndWhatToDo();
    new LinesText(wording).write(lines);
    new SurroundingsText(wording).write(lines);
  }

  /// Long names, lists or evidence must not push what to do out of sight.
  private void inShort() {
    if (lines.find(WHAT_TO_DO) + 1 < InShort.SEEN_AT_ONCE) return;
    lines.insert(top, new InShort(wording).lines());
  }

  private void whyAndWhatToDo() {
    var why = new WhyText(wording, lines);
    why.write();
    new StepsText(wording, lines).write();
    why.writeOthers();
  }

  /// How grave it is and why; how unusual it is, is named apart.
  private void severity() {
    var reasons = wording.alert().impact().reasons();
    lines.field(
        "Severity",
        wording.severity() + (reasons.isEmpty() ? "" : ": " + String.join("; ", reasons)));
    lines.field("Score", wording.score() + " of 100");
  }

  private String state(Stoppage first) {
    return switch (wording.reason()) {
      case JOB_FAILED -> "FAILS";
      case UNUSUAL_SEQUENCE -> "BEHAVES UNUSUALLY";
      case ROTATION_STOPPED, JOB_STOPPED, SCHEDULER_STOPPED, HOST_SILENT, SOURCE_BLIND, UNWELL ->
          first.everSeen() ? "STOPPED" : "NEVER RAN";
    };
  }

  private void decidedBy() {
    switch (wording.first().origin().basis()) {
      case SEQUENCE -> lines.field("Decided by", wording.sequence());
      case SCHEDULE_AND_SEQUENCE ->
          lines.field(
              "Decided by", "schedule and past runs together: one missed run fewer was enough");
      case SCHEDULE, FAILURES, SILENCE, CONFIGURATION -> {}
    }
  }

  /// A scheduler that starts nothing, a host or source that cannot be seen, a part of our own.
  private void ofMany() {
    var since = wording.when(wording.alert().times().startedAt());
    boolean blind = wording.reason().isBlindness();
    lines.text("", TextSanitizer.capital(wording.ofMany(wording.place(), since)) + ".");
    if (blind) {
      lines.text(
          "",
          "Stillwatch is blind for this "
              + wording.thing()
              + ": its jobs may have stopped or not. Their state is UNKNOWN, which is not OK.");
    }
    top = lines.size();
    changes();
    lines.blank();
    if (wording.reason() == Reason.SOURCE_BLIND) lines.field("Host", hosts());
    lines.field(lastSeen(), wording.lastSeen());
    severity();
    members(wording.job().kind().isOurs() ? "Also" : "Jobs missed");
    reasons();
    whyAndWhatToDo();
    new LinesText(wording).write(lines);
    new SurroundingsText(wording).write(lines);
  }

  /// Of all its sources, a few by name.
  private String hosts() {
    var hosts =
        wording.alert().stoppages().stream()
            .map(member -> TextSanitizer.name(member.job().host().name()))
            .distinct()
            .toList();
    var shown = String.join(", ", hosts.subList(0, Math.min(MAX_HOSTS, hosts.size())));
    int more = hosts.size() - MAX_HOSTS;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private String lastSeen() {
    if (wording.reason().isBlindness()) return "Last data";
    return wording.reason() == Reason.UNWELL ? "Worked until" : "Last heard";
  }

  private void retired() {
    lines.text("", headline(wording.over().toUpperCase(Locale.ROOT)));
    lines.text(
        "",
        "Nothing is expected of "
            + wording.name()
            + " any more: "
            + wording.why()
            + ". It did not run again; the alert is closed.");
    top = lines.size();
    lines.blank();
    lines.field("Last seen", wording.lastSeen());
    lines.field("First miss", wording.when(wording.alert().times().startedAt()));
    members("Also");
    lines.heading(WHAT_TO_DO);
    lines.text(
        "  ", "Nothing, if that was intended. Otherwise put it back into the configuration.");
  }

  private void predicted() {
    boolean fixed = !wording.alert().open();
    lines.text("", headline(fixed ? "WILL RUN" : "WILL NOT RUN"));
    var due = wording.when(wording.alert().times().startedAt());
    var name = TextSanitizer.name(wording.job().name());
    lines.text(
        "",
        fixed
            ? "The fault that would have kept " + name + " from running was fixed in time."
            : name + " is due " + due + " and will not run. No run is missed yet.");
    top = lines.size();
    lines.blank();
    lines.field("Expected", wording.expected());
    lines.field("Last seen", wording.lastSeen());
    lines.field("Due", due);
    members(fixed ? "Also fixed" : "Also affected");
    if (fixed) return;
    whyAndWhatToDo();
  }

  private void resolved() {
    lines.text(
        "",
        wording.ofMany()
            ? TextSanitizer.capital(wording.ofMany(wording.place(), "")) + "."
            : headline(wording.over().toUpperCase(Locale.ROOT)));
    lines.text("", wording.late() ? lateRun() : ranAgain());
    top = lines.size();
    lines.blank();
    if (wording.reason() == Reason.SOURCE_BLIND) lines.field("Host", hosts());
    lines.field("Expected", wording.expected());
    lines.field("Before", wording.lastSeen());
    lines.field("First miss", wording.when(wording.alert().times().startedAt()));
    lines.field("Ran again", wording.when(wording.until()));
    members("Also back");
    wording.found().forEach(words -> lines.field("Meanwhile", words));
    wording
        .alert()
        .cause()
        .ifPresent(cause ->
            lines.field(
                "Cause was",
                TextSanitizer.sentence(cause.title()) + " (" + wording.place(cause) + ")"));
    lines.heading(WHAT_TO_DO);
    lines.text(
        "  ",
        wording.job().kind().isOurs()
            ? "This alert is resolved. What was hidden meanwhile has been judged; what was missed"
                + " has alerts of its own."
            : "This alert is resolved. Check that the disk has free space again, and whether the"
                + " work of the missed runs still has to be done.");
  }

  private String lateRun() {
    return wording.name()
        + " was late, not missed: ran at "
        + wording.when(wording.first().ranAgain().getFirst())
        + ". The evidence of that run arrived after the alert was opened.";
  }

  private String ranAgain() {
    var seen =
        switch (wording.reason()) {
          case HOST_SILENT -> " sent data at ";
          case SOURCE_BLIND -> " was read at ";
          case UNWELL -> " worked at ";
          default -> " ran at ";
        };
    var missed =
        wording.ofMany()
            ? "."
            : "; "
                + Wording.runs(wording.alert().missedRuns())
                + (wording.alert().missedRuns() == 1 ? " was" : " were")
                + (wording.reason() == Reason.JOB_FAILED ? " bad." : " missed.");
    return wording.name()
        + seen
        + wording.when(wording.until())
        + ". It was silent for "
        + Durations.words(wording.silentFor())
        + missed;
  }

  private String headline(String state) {
    return TextSanitizer.capital(wording.thing()) + " " + state + " on " + wording.host();
  }

  private String summary() {
    if (!wording.first().everSeen()) {
      return wording.name()
          + " was never seen to run; it was first due "
          + wording.when(wording.first().firstMissed())
          + ".";
    }
    if (wording.reason() == Reason.JOB_FAILED) return wording.name() + " " + wording.failed() + ".";
    if (wording.reason() == Reason.UNUSUAL_SEQUENCE) return wording.name() + " behaves unusually.";
    var verb = wording.job().kind().rotates() ? " has not been rotated for " : " has not run for ";
    return wording.name() + verb + Durations.words(wording.silentFor()) + ".";
  }

  private String missed() {
    return Wording.runs(wording.alert().missedRuns())
        + " since "
        + wording.when(wording.alert().times().startedAt());
  }

  private void changes() {
    if (notice.kind() == Kind.REMINDER) {
      lines.text("", "Still silent: this is day " + (wording.overdueFor().toDays() + 1) + ".");
    }
    if (notice.changes().isEmpty()) return;
    lines.heading("NEW");
    for (var word : notice.changes()) lines.hanging("  - ", "    ", TextSanitizer.sentence(word));
  }

  private void members(String label) {
    var others = wording.others();
    for (var member : others.subList(0, Math.min(MAX_MEMBERS, others.size()))) {
      lines.field(label, member(member));
      label = "";
    }
    if (others.size() > MAX_MEMBERS) {
      lines.field("", "and " + (others.size() - MAX_MEMBERS) + " more");
    }
  }

  private String member(Stoppage member) {
    var host =
        member.job().host().equals(wording.job().host())
            ? ""
            : " on " + TextSanitizer.name(member.job().host().name());
    var state = member.ranAgain().isEmpty() || !wording.alert().open() ? "" : ", runs again";
    return TextSanitizer.name(member.job().name()) + host + state;
  }

  private void reasons() {
    var reasons = wording.reasons();
    if (reasons.isEmpty()) return;
    lines.heading("WHAT WAS SEEN");
    for (var reason : reasons.subList(0, Math.min(MAX_REASONS, reasons.size()))) {
      lines.hanging("  - ", "    ", TextSanitizer.capital(TextSanitizer.sentence(reason)));
    }
  }

  private void end() {
    lines.blank();
    links.alert().ifPresent(url -> lines.verbatim("", "Open:        " + url));
    if (wording.alert().open()) {
      links.acknowledge().ifPresent(url -> lines.verbatim("", "Acknowledge: " + url));
    }
    var note = wording.alert().assessment().note();
    if (!note.runbook().isEmpty())
      lines.verbatim("", "Runbook:     " + TextSanitizer.oneLine(note.runbook()));
    if (!note.owner().isEmpty()) lines.text("", "Owner: " + TextSanitizer.name(note.owner()) + ".");
    var by = wording.alert().handling().acknowledgedBy();
    if (!by.isEmpty()) lines.text("", "Acknowledged by " + TextSanitizer.name(by) + ".");
    lines.text("", String.join(" / ", ids()));
    lines.text(
        "",
        "Stillwatch watches scheduled work such as cron jobs and log rotation, and"
            + " notifies you when one of them silently stops. You receive this because you"
            + " subscribed to its SNS topic.");
  }

  private List<String> ids() {
    var ids = new java.util.ArrayList<>(List.of(wording.alert().id(), wording.kind()));
    if (!links.environment().isEmpty()) ids.add("env " + TextSanitizer.name(links.environment()));
    ids.add("message " + notice.sequence());
    return ids;
  }
}
