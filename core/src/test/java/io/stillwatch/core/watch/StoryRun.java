// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.WatchStores;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/// A watch that reads a random story tick by tick; what may happen on the way is up to the test.
final class StoryRun {
  /// Everything that must not depend on how the story was read. A job that another one continues is
  /// left out: how far it was judged until then depends on when the other one was found.
  record Result(List<String> verdicts, List<String> statuses, List<String> stoppages) {}

  private final RandomStory story;
  private final WatchStores stores;
  private final InMemoryStores memory;
  private final List<String> stoppages = new ArrayList<>();
  private Watch watch;
  private Instant now = RandomStory.START;

  StoryRun(RandomStory story, UnaryOperator<WatchStores> around) {
    this.story = story;
    this.memory = InMemoryStores.empty();
    this.stores = around.apply(memory.watched());
    this.watch = newWatch();
  }

  private Watch newWatch() {
    return new Watch(
        stores, RandomStory::audit, Detector.none(), WatchSettings.DEFAULTS, Tenure.ALONE);
  }

  void restart() {
    watch = newWatch();
  }

  boolean goesOn() {
    return now.isBefore(story.end());
  }

  Instant now() {
    return now;
  }

  InMemoryStores memory() {
    return memory;
  }

  /// Lets time pass and evidence arrive; what arrived is complete but for the usual delay.
  void arrive() throws StoreException {
    var before = now;
    now = now.plus(RandomStory.TICK);
    stores.evidence().append(story.arrivedBetween(before, now));
    var states = new ArrayList<CollectorState>();
    for (var host : story.hosts()) {
      var complete = now.minus(RandomStory.DELAY);
      states.add(
          CollectorState.exclusive(
              new SourceState(
                  new SourceId("file:" + host.name()),
                  host,
                  SourceState.Reports.LOG_LINES,
                  complete,
                  now,
                  "")));
    }
    memory.sources().put(states);
  }

  void tick() throws StoreException, InterruptedException {
    watch.tick(now);
  }

  /// Notes which jobs have stopped now.
  void look() throws StoreException {
    for (var status : memory.outcomes().statuses().troubled()) {
      status
          .stoppage()
          .ifPresent(stoppage ->
              stoppages.add(
                  now
                      + " "
                      + stoppage.job().id()
                      + " since "
                      + stoppage.firstMissed()
                      + " in "
                      + stoppage.group()
                      + " "
                      + stoppage.missedRuns()));
    }
  }

  Result result() throws StoreException {
    var page =
        memory.outcomes().statuses().page(JobFilter.ALL, JobStatusStore.Page.START, 10_000).jobs();
    var gone = new HashSet<String>();
    for (var status : page)
      if (status.retirement().why().startsWith("known under")) gone.add(status.job().id());
    var statuses =
        page.stream()
            .filter(status -> !gone.contains(status.job().id()))
            .map(StoryRun::words)
            .sorted()
            .toList();
    var all = new VerdictStore.VerdictFilter("", "", Instant.EPOCH, Instant.MAX);
    var verdicts =
        memory
            .outcomes()
            .verdicts()
            .page(all, VerdictStore.Page.START, 1_000_000)
            .verdicts()
            .stream()
            .filter(judged -> !gone.contains(judged.job()))
            .map(judged -> judged.job() + " " + judged.due() + " " + judged.verdict())
            .toList();
    stoppages.sort(null);
    return new Result(verdicts, statuses, List.copyOf(stoppages));
  }

  private static String words(JobStatus status) {
    return status.job()
        + " "
        + status.health()
        + " "
        + status.timing()
        + " "
        + status.lastVerdict()
        + " "
        + status.stoppage().map(Stoppage::reasons)
        + " "
        + status.predicted().map(Stoppage::reasons)
        + " "
        + status.retirement();
  }

  static Result uninterrupted(RandomStory story) throws StoreException, InterruptedException {
    var run = new StoryRun(story, UnaryOperator.identity());
    while (run.goesOn()) {
      run.arrive();
      run.tick();
      run.look();
    }
    return run.result();
  }
}
