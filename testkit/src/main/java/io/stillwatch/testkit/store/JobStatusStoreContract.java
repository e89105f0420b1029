// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Order;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every store of job statuses keeps.
public abstract class JobStatusStoreContract {
  private static final Instant AT = Samples.AT;

  /// A store that holds nothing yet.
  protected abstract JobStatusStore emptyStore() throws Exception;

  @Test
  void an_empty_store_finds_nothing() throws Exception {
    var store = emptyStore();
    assertThat(store.find(List.of("job-1"))).isEmpty();
    assertThat(store.find(List.of())).isEmpty();
    assertThat(store.troubled()).isEmpty();
    assertThat(store.page(JobFilter.ALL, Page.START, 10)).isEqualTo(new Page(List.of(), ""));
    assertThat(store.counts(JobFilter.ALL)).hasSize(JobHealth.values().length);
    assertThat(store.counts(JobFilter.ALL).values()).containsOnly(0L);
  }

  @Test
  void returns_every_kind_of_schedule_and_verdict_as_it_was_put() throws Exception {
    var store = emptyStore();
    var statuses = new ArrayList<JobStatus>();
    for (var schedule : Samples.schedules()) {
      var job = Samples.job("schedule-" + statuses.size()).withSchedule(schedule);
      statuses.add(Samples.status(job));
      statuses.add(Samples.status(Samples.job("bare-" + statuses.size()), JobHealth.LEARNING));
    }
    for (var verdict : Samples.verdicts()) {
      var status = Samples.status(Samples.job("verdict-" + statuses.size()));
      statuses.add(
          new JobStatus(
              status.job(),
              JobHealth.of(verdict),
              status.timing(),
              Optional.of(verdict),
              status.score(),
              Optional.empty(),
              status.predicted(),
              status.retirement()));
    }
    store.put(statuses);
    var ids = new ArrayList<>(statuses.stream().map(status -> status.job().id()).toList());
    ids.add("unknown");
    assertThat(store.find(ids)).containsExactlyInAnyOrderElementsOf(statuses);
    assertThat(all(store, JobFilter.ALL, 7)).containsExactlyInAnyOrderElementsOf(statuses);
  }

  @Test
  void a_status_replaces_the_one_before() throws Exception {
    var store = emptyStore();
    store.put(List.of(Samples.status(Samples.job("job-1"))));
    assertThat(store.troubled()).hasSize(1);
    var recovered = Samples.status(Samples.job("job-1"), JobHealth.ON_TIME);
    store.put(List.of(recovered));
    assertThat(store.find(List.of("job-1"))).containsExactly(recovered);
    assertThat(store.troubled()).isEmpty();
    assertThat(store.counts(JobFilter.ALL))
        .containsEntry(JobHealth.ON_TIME, 1L)
        .containsEntry(JobHealth.SILENT, 0L);
  }

  @Test
  void a_removed_status_is_not_found_and_one_that_was_never_put_is_no_error() throws Exception {
    var store = emptyStore();
    store.put(List.of(Samples.status(Samples.job("job-1")), Samples.status(Samples.job("job-2"))));
    assertThat(store.troubled()).hasSize(2);
    store.remove(List.of("job-1", "job-3"));
    assertThat(store.find(List.of("job-1", "job-2"))).hasSize(1);
    assertThat(store.troubled()).hasSize(1);
    assertThat(store.page(JobFilter.ALL, Page.START, 10).jobs()).hasSize(1);
  }

  @Test
  void pages_show_the_worst_first_then_the_next_due_then_by_host_name_and_id() throws Exception {
    var expected =
        List.of(
            status("9", JobHealth.SILENT, "b", "z", Optional.of(AT)),
            status("8", JobHealth.SILENT, "a", "z", Optional.of(AT.plusSeconds(1))),
            status("7", JobHealth.SILENT, "a", "z", Optional.empty()),
            status("6", JobHealth.FAILED, "a", "y", Optional.of(AT)),
            status("4", JobHealth.FAILED, "a", "z", Optional.of(AT)),
            status("5", JobHealth.FAILED, "a", "z", Optional.of(AT)),
            status("3", JobHealth.FAILED, "b", "a", Optional.of(AT)),
            status("2", JobHealth.ON_TIME, "a", "a", Optional.empty()),
            status("1", JobHealth.ON_TIME, "b", "a", Optional.empty()),
            status("0", JobHealth.INACTIVE, "a", "a", Optional.empty()));
    pagesShow(expected, Order.WORST);
  }

  @Test
  void pages_show_the_longest_unseen_of_equally_bad_jobs_first() throws Exception {
    var expected =
        List.of(
            status(
                "1", JobHealth.SILENT, "b", "z", Optional.of(AT), Optional.of(AT.plusSeconds(9))),
            status(
                "2", JobHealth.SILENT, "b", "a", Optional.of(AT.plusSeconds(1)), Optional.of(AT)),
            status("3", JobHealth.SILENT, "a", "a", Optional.empty(), Optional.of(AT)));
    pagesShow(expected, Order.WORST);
  }

  @Test
  void pages_show_what_is_due_next_of_all_states() throws Exception {
    var expected =
        List.of(
            status("1", JobHealth.ON_TIME, "b", "z", Optional.of(AT)),
            status("2", JobHealth.SILENT, "a", "z", Optional.of(AT.plusSeconds(1))),
            status("3", JobHealth.FAILED, "b", "a", Optional.of(AT.plusSeconds(1))),
            status("4", JobHealth.SILENT, "a", "a", Optional.empty()));
    pagesShow(expected, Order.DUE);
  }

  @Test
  void pages_show_jobs_by_name_then_by_host() throws Exception {
    var expected =
        List.of(
            status("4", JobHealth.ON_TIME, "b", "Backup", Optional.empty()),
            status("3", JobHealth.INACTIVE, "a", "backup", Optional.empty()),
            status("1", JobHealth.SILENT, "b", "backup", Optional.of(AT)),
            status("2", JobHealth.SILENT, "a", "rotate", Optional.of(AT)));
    pagesShow(expected, Order.NAME);
  }

  private void pagesShow(List<JobStatus> expected, Order order) throws Exception {
    var store = emptyStore();
    var shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(7));
    store.put(shuffled);
    for (int size : List.of(1, 3, 5, 10, 100)) {
      assertThat(all(store, JobFilter.ALL, order, size)).isEqualTo(expected);
    }
    var whole = store.page(JobFilter.ALL, order, Page.START, expected.size());
    assertThat(whole.next()).isEmpty();
  }

  @Test
  void filters_by_health_host_and_text() throws Exception {
    var store = emptyStore();
    var late = status("1", JobHealth.LATE, "web-1", "backup of Übersee", Optional.empty());
    var learning = status("2", JobHealth.LEARNING, "web-2", "100% *done?", Optional.empty());
    store.put(List.of(late, learning));
    assertThat(all(store, new JobFilter(Optional.of(JobHealth.LATE), "", ""), 10))
        .containsExactly(late);
    assertThat(all(store, new JobFilter(Optional.empty(), "web-2", ""), 10))
        .containsExactly(learning);
    assertThat(all(store, new JobFilter(Optional.empty(), "web", ""), 10)).isEmpty();
    for (var text : List.of("ÜBER", "Backup of", "B-1", "subject web-1", "COMMAND  backup")) {
      assertThat(all(store, new JobFilter(Optional.empty(), "", text), 10))
          .as(text)
          .containsExactly(late);
    }
    for (var text : List.of("*done", "done?", "0% *")) {
      assertThat(all(store, new JobFilter(Optional.empty(), "", text), 10))
          .as(text)
          .containsExactly(learning);
    }
    assertThat(all(store, new JobFilter(Optional.empty(), "", "b*p"), 10)).isEmpty();
    assertThat(store.counts(new JobFilter(Optional.empty(), "", "subject")))
        .containsEntry(JobHealth.LATE, 1L)
        .containsEntry(JobHealth.LEARNING, 1L)
        .containsEntry(JobHealth.SILENT, 0L);
    assertThat(store.counts(new JobFilter(Optional.empty(), "web-1", "")))
        .containsEntry(JobHealth.LATE, 1L)
        .containsEntry(JobHealth.LEARNING, 0L);
  }

  @Test
  void finds_what_has_stopped_or_is_predicted_to() throws Exception {
    var store = emptyStore();
    var stopped = Samples.status(Samples.job("stopped"));
    var predicted =
        new JobStatus(
            Samples.job("predicted"),
            JobHealth.ON_TIME,
            stopped.timing(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.of(Samples.stoppage(Samples.job("predicted"), AT)),
            JobStatus.Retirement.NONE);
    store.put(List.of(stopped, predicted, Samples.status(Samples.job("calm"), JobHealth.ON_TIME)));
    assertThat(store.troubled()).containsExactlyInAnyOrder(stopped, predicted);
  }

  @Test
  void finds_alarms_that_were_held_back_the_strongest_first() throws Exception {
    var store = emptyStore();
    var weak = held("weak", 80, 79);
    var strong = held("strong", 80, 75);
    store.put(List.of(weak, strong, Samples.status(Samples.job("calm"), JobHealth.ON_TIME)));
    assertThat(store.held(10)).containsExactly(strong, weak);
    assertThat(store.held(1)).containsExactly(strong);
    store.put(List.of(Samples.status(Samples.job("strong"), JobHealth.ON_TIME)));
    assertThat(store.held(10)).containsExactly(weak);
  }

  private static JobStatus held(String job, double peak, double needed) {
    var status = Samples.status(Samples.job(job), JobHealth.ON_TIME);
    var alarm = new JobStatus.HeldAlarm(AT, peak, needed, 7, 5);
    return new JobStatus(
        status.job(),
        status.health(),
        status.timing(),
        status.lastVerdict(),
        new JobStatus.Scoring(peak, needed, Optional.of(alarm)),
        Optional.empty(),
        Optional.empty(),
        status.retirement(),
        status.note());
  }

  private static List<JobStatus> all(JobStatusStore store, JobFilter filter, int size)
      throws StoreException {
    return all(store, filter, Order.WORST, size);
  }

  private static List<JobStatus> all(JobStatusStore store, JobFilter filter, Order order, int size)
      throws StoreException {
    var all = new ArrayList<JobStatus>();
    var after = Page.START;
    do {
      var page = store.page(filter, order, after, size);
      assertThat(page.jobs()).hasSizeLessThanOrEqualTo(size);
      all.addAll(page.jobs());
      after = page.next();
    } while (!after.isEmpty());
    return all;
  }

  private static JobStatus status(
      String id, JobHealth health, String host, String name, Optional<Instant> nextDue) {
    return status(id, health, host, name, Optional.empty(), nextDue);
  }

  private static JobStatus status(
      String id,
      JobHealth health,
      String host,
      String name,
      Optional<Instant> lastRun,
      Optional<Instant> nextDue) {
    var job =
        new Job(
            id,
            JobKind.SCHEDULED_COMMAND,
            name,
            Host.server(host),
            new Schedule.Learning(1, 8),
            new Definition("/etc/crontab", 1, "root", "/bin/command " + id),
            "subject of " + id,
            "");
    var timing = new JobStatus.Timing(lastRun, lastRun, nextDue, Duration.ZERO);
    return new JobStatus(
        job,
        health,
        timing,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        JobStatus.Retirement.NONE);
  }
}
