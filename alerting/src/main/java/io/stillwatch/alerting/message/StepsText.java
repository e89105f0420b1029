// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of an e-mail that lists what to type, in order.
final class StepsText {
  private static final Pattern LOGROTATE =
      Pattern.compile("\\blogrotate(?: +-[^ ]+)* +(/[^ ;&|><]+)");
  private static final int MAX_STEPS = 8;
  private static final int MAX_REMEDY_LINES = 4;

  private final Wording wording;
  private final Lines lines;

  StepsText(Wording wording, Lines lines) {
    this.wording = wording;
    this.lines = lines;
  }

  void write() {
    lines.heading(Email.WHAT_TO_DO);
    int number = 1;
    for (var step : steps(wording)) {
      var first = "  " + number++ + ". ";
      var rest = " ".repeat(first.length());
      if (ShellWords.isCommand(step)) lines.command(first, rest, step);
      else lines.hanging(first, rest, step);
    }
  }

  /// The remedies of all causes, then how to check them, then how the alert ends.
  static List<String> steps(Wording wording) {
    var steps = new LinkedHashSet<String>();
    for (var cause : wording.alert().causes()) {
      if (cause.link().explains()) steps.addAll(remedy(cause));
    }
    if (wording.alert().cause().filter(StepsText::isFault).isEmpty()) steps.addAll(search(wording));
    var shown = new ArrayList<>(steps.stream().limit(MAX_STEPS).toList());
    if (isAboutLogrotate(wording)) {
      shown.add("logrotate -d " + logrotateFile(wording) + " # a dry run: changes nothing");
    }
    shown.add(last(wording));
    return shown;
  }

  private static String last(Wording wording) {
    return switch (wording.reason()) {
      case HOST_SILENT, SOURCE_BLIND ->
          "Then wait for data: Stillwatch resolves this alert when some arrives, and judges the"
              + " jobs by what it shows.";
      case UNWELL -> "Stillwatch resolves this alert when the part works again.";
      default -> "Then wait for the next run: Stillwatch resolves this alert when it sees one.";
    };
  }

  /// After a mere change, and what was called wrong before, it is still to be seen what is wrong.
  private static boolean isFault(Cause cause) {
    return cause.link() != CauseLink.CHANGED_JOB && cause.link() != CauseLink.DOUBTED;
  }

  private static List<String> remedy(Cause cause) {
    return TextSanitizer.lines(cause.finding().explanation().remedy(), MAX_REMEDY_LINES).stream()
        .map(StepsText::step)
        .toList();
  }

  /// A remedy that is not a command is written as a shell comment; the e-mail shows a sentence.
  private static String step(String remedy) {
    var step = TextSanitizer.cut(remedy.strip(), TextSanitizer.SENTENCE);
    return step.startsWith("# ")
        ? TextSanitizer.sentence(TextSanitizer.capital(step.substring(2)))
        : step;
  }

  private static boolean isAboutLogrotate(Wording wording) {
    return wording.alert().stoppages().stream()
        .map(stoppage -> stoppage.job())
        .anyMatch(job ->
            job.host().kind() == Host.Kind.SERVER
                && (job.definition().command().contains("logrotate")
                    || job.definition().path().contains("logrotate")));
  }

  private static String logrotateFile(Wording wording) {
    return wording.alert().stoppages().stream()
        .map(stoppage -> LOGROTATE.matcher(stoppage.job().definition().command()))
        .filter(Matcher::find)
        .map(match -> ShellWords.quoted(TextSanitizer.oneLine(match.group(1))))
        .findFirst()
        .orElse("/etc/logrotate.conf");
  }

  /// Where to search while the cause is unknown; every value is quoted for the shell.
  private static List<String> search(Wording wording) {
    var job = wording.job();
    if (wording.reason() == Reason.HOST_SILENT) return searchHost(wording);
    if (wording.reason() == Reason.SOURCE_BLIND) return searchSource();
    if (wording.reason() == Reason.UNWELL)
      return List.of(TextSanitizer.sentence(TextSanitizer.oneLine(job.subject())));
    if (job.host().kind() == Host.Kind.RDS) return searchRds(job);
    var steps = new ArrayList<String>();
    steps.add("Log in to " + wording.host() + ".");
    var path = TextSanitizer.oneLine(job.definition().path());
    if (job.definition().configured()) {
      int line = job.definition().line();
      steps.add(
          (line > 0 ? "sed -n " + line + "p " : "cat ")
              + ShellWords.quoted(path)
              + " # is it still as intended?");
    }
    steps.add("systemctl status cron crond logrotate.timer # is the scheduler running?");
    steps.add("journalctl -u cron -u crond -n 50 # what does cron report?");
    if (job.kind() == JobKind.SCHEDULED_COMMAND) {
      steps.add("Run the command manually as the user of the job and read its output.");
    }
    return steps;
  }

  private static List<String> searchHost(Wording wording) {
    return List.of(
        "Is " + wording.host() + " up, and can it be reached?",
        "Is its log shipped? Check the log shipper and the source that reads it.",
        "systemctl status rsyslog systemd-journald # on the host: is anything logged?");
  }

  private static List<String> searchSource() {
    return List.of(
        "Read what the source reports, above: it names what is missing or refused.",
        "The page of sources of Stillwatch shows when each was read last, and how to mend it.");
  }

  private static List<String> searchRds(Job job) {
    var instance = ShellWords.quoted(TextSanitizer.oneLine(job.host().name()));
    return List.of(
        "aws rds describe-db-log-files --db-instance-identifier " + instance,
        "aws rds describe-events --duration 1440 --source-type db-instance --source-identifier "
            + instance,
        "Check the job that rotates these logs: is it still scheduled, and does it still have"
            + " its permissions?");
  }
}
