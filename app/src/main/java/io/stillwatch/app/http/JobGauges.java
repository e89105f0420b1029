// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The gauges of single jobs in Prometheus' text format, written straight from pages of status
/// documents: meters of a registry cost several times as much with 10,000 jobs.
///
/// The text is kept for [#KEPT], so that several scrapers read the store once. Jobs that left the
/// configuration are left out, and of more than [#MOST] jobs those in the best state; a gauge
/// counts these.
final class JobGauges {
  static final int MOST = 10_000;

  static final Duration KEPT = Duration.ofSeconds(10);

  private static final int PAGE = 5_000;

  private final JobStatusStore statuses;
  private final InstantSource clock;
  private final int most;
  private Rendered last = new Rendered("", Instant.MIN);

  private record Rendered(String text, Instant at) {}

  JobGauges(JobStatusStore statuses, InstantSource clock) {
    this(statuses, clock, MOST);
  }

  JobGauges(JobStatusStore statuses, InstantSource clock, int most) {
    this.statuses = statuses;
    this.clock = clock;
    this.most = most;
  }

  synchronized String text() throws StoreException {
    var now = clock.instant();
    var until = last.at().equals(Instant.MIN) ? Instant.MIN : last.at().plus(KEPT);
    if (now.isBefore(until) && !now.isBefore(last.at())) return last.text();
    last = new Rendered(render(), now);
    return last.text();
  }

  private String render() throws StoreException {
    var silent = family("stillwatch_job_silent", "1 while the job should have run and did not");
    var lastRun = family("stillwatch_job_last_run_timestamp_seconds", "When the job last ran");
    var due = family("stillwatch_job_expected_run_timestamp_seconds", "When it is due next");
    var after = Page.START;
    int read = 0;
    do { // the worst first
      var page = statuses.page(JobFilter.ALL, after, Math.min(PAGE, most - read));
      read += page.jobs().size();
      for (var status : page.jobs()) {
        if (status.retirement().retired()) continue;
        var labels = labels(status);
        sample(silent, labels, status.health() == JobHealth.SILENT ? 1 : 0);
        var timing = status.timing();
        timing.lastRun().ifPresent(at -> sample(lastRun, labels, at.getEpochSecond()));
        timing.nextDue().ifPresent(at -> sample(due, labels, at.getEpochSecond()));
      }
      after = page.next();
    } while (!after.isEmpty() && read < most);
    var leftOut = family("stillwatch_jobs_without_series", "Jobs beyond those with gauges");
    sample(leftOut, " ", after.isEmpty() ? 0 : total() - read);
    return String.join("", silent.text(), lastRun.text(), due.text(), leftOut.text());
  }

  private long total() throws StoreException {
    return statuses.counts(JobFilter.ALL).values().stream().mapToLong(Long::longValue).sum();
  }

  private record Family(String name, StringBuilder text) {}

  private static Family family(String name, String help) {
    var head = "# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n";
    return new Family(name, new StringBuilder(head));
  }

  private static void sample(Family family, String labels, long value) {
    family.text().append(family.name()).append(labels).append(value).append(".0\n");
  }

  private static String labels(JobStatus status) {
    var job = status.job();
    var text = new StringBuilder(128).append("{host=\"");
    escape(job.host().name(), text);
    escape(job.id(), text.append("\",id=\""));
    escape(job.name(), text.append("\",job=\""));
    return text.append("\"} ").toString();
  }

  /// As the text format asks for in the value of a label.
  private static void escape(String name, StringBuilder text) {
    var value = Printable.lines(name);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }
}
