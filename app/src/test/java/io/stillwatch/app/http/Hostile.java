// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Snooze;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.SavedView;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.testkit.text.HostileTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A story in which texts stand in every field that a page might run or a terminal might obey.
final class Hostile {
  private Hostile() {}

  static Story story() throws Exception {
    var story = Story.empty();
    var texts = HostileTexts.texts();
    var all = new ArrayList<Stoppage>();
    for (int i = 0; i < texts.size(); i++) all.add(tell(story, texts.get(i), i));
    for (int i = 0; i < texts.size(); i++)
      alert(story, "SW-H" + i, texts.get(i), List.of(all.get(i)));
    alert(story, "SW-ALL", texts.getFirst(), all);
    return story;
  }

  private static Stoppage tell(Story story, String text, int number) throws Exception {
    var at = Story.NOW.minus(Duration.ofMinutes(10L * number + 5));
    var job =
        new Job(
            "job-" + number,
            JobKind.SCHEDULED_COMMAND,
            text,
            Host.server(text),
            new Schedule.SinceLast(Duration.ofDays(1), text),
            new Definition(text, 4, text, text),
            text,
            "");
    var stoppage =
        new Stoppage(
            job,
            at,
            at.minus(Duration.ofDays(1)),
            3,
            90,
            Growth.UNKNOWN,
            List.of(text),
            List.of(),
            new Stoppage.Origin(job.id(), Stoppage.Basis.SCHEDULE, 0));
    var timing =
        new JobStatus.Timing(
            Optional.of(at), Optional.of(at), Optional.of(Story.NOW), Duration.ofMinutes(5));
    var status =
        new JobStatus(
            job,
            JobHealth.SILENT,
            timing,
            Optional.empty(),
            new JobStatus.Scoring(90, 75, Optional.empty()),
            Optional.of(stoppage),
            Optional.empty(),
            JobStatus.Retirement.NONE,
            new JobNote(text, text, text, Optional.empty(), Optional.empty(), Optional.empty()));
    story.stores.outcomes().statuses().put(List.of(status));
    story
        .stores
        .outcomes()
        .runs()
        .putRuns(
            List.of(
                new Run(
                    "run-" + number,
                    job.id(),
                    at,
                    Run.Outcome.FAILED,
                    text,
                    "d1",
                    Optional.empty(),
                    Optional.empty())));
    story.stores.findings().save(finding(job, text, number, at), Versioned.Version.NEW);
    story.search.line(text, "cron.syslog", "run-start", at, text);
    story.views.put(new SavedView("v" + number, cut(text), "q=" + cut(text), "ana", true, at));
    source(story, text);
    return stoppage;
  }

  /// Names of views have a limit of their own.
  private static String cut(String text) {
    return text.substring(0, Math.min(90, text.length()));
  }

  private static Finding finding(Job job, String text, int number, Instant at) {
    return new Finding(
        "F-" + number,
        "CM03",
        Finding.Severity.ERROR,
        new Location(job.host(), text, 4, 2),
        new Explanation(text, text, text, text),
        List.of(job.id()),
        Confidence.CERTAIN,
        new FindingLifecycle(at, Story.NOW, FindingLifecycle.Status.OPEN));
  }

  private static void source(Story story, String text) throws Exception {
    var host = Host.server(text);
    var id = new SourceId("push:" + text);
    var lines = SourceState.Reports.LOG_LINES;
    var state = new SourceState(id, host, lines, Story.NOW, Story.NOW, text);
    story.stores.sources().put(List.of(CollectorState.exclusive(state)));
    var at = Story.NOW.minusSeconds(600);
    var place = new Position(text, "g", 0);
    var gap = new Gap("gap-" + text.hashCode(), id, host, at, place, 9, text);
    story.stores.evidence().append(List.of(gap));
  }

  private static void alert(Story story, String id, String text, List<Stoppage> stoppages)
      throws Exception {
    var first = stoppages.getFirst();
    var causes = new ArrayList<Cause>();
    int number = 0;
    for (var stoppage : stoppages) {
      var reason = stoppage.reasons().getFirst();
      var finding = finding(stoppage.job(), reason, number++, stoppage.firstMissed());
      causes.add(new Cause(finding, CauseLink.REMOVES_JOB));
    }
    var alert =
        new Alert(
            id,
            first.job().group(),
            Alert.State.FIRING,
            stoppages,
            causes,
            new Alert.Times(first.firstMissed(), first.firstMissed(), Optional.empty()),
            new Alert.Handling(text, text, Snooze.NONE, "", Alert.Closing.NONE),
            List.of());
    story.stores.alerts().save(alert, Versioned.Version.NEW);
    story
        .stores
        .labels()
        .put(
            new Label(
                Label.Subject.alert(id), Label.Says.FALSE_ALARM, text, text, Story.NOW, List.of()));
  }
}
