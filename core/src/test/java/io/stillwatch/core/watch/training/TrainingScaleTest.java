// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.RecentRuns;
import io.stillwatch.core.state.RecentWork;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.core.watch.WatchSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a training reads, of fleets of any size and age: the store makes up runs every five minutes
/// and sizes every minute, and counts what it returns.
class TrainingScaleTest {
  private static final Instant NOW = Sample.day(400);
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final int JOBS_A_HOST = 100;

  private long documents;
  private long largest;

  private final class MadeUp implements RunStore, SizeStore {
    @Override
    public void putRuns(List<Run> runs) {
      throw new AssertionError("Training writes no runs.");
    }

    @Override
    public List<Run> runs(String job, Instant from, Instant until) {
      throw new AssertionError("Training reads no whole histories.");
    }

    @Override
    public List<RunFigures> firstFigures(String job, Instant from, Instant until, int most) {
      var runs = new ArrayList<RunFigures>();
      for (var at = from; at.isBefore(until) && runs.size() < most; at = at.plus(EVERY))
        runs.add(RunFigures.of(at, Run.Outcome.STARTED));
      return counted(runs);
    }

    @Override
    public void putSizes(Map<String, List<SizeSample>> samples) {
      throw new AssertionError("Training writes no sizes.");
    }

    @Override
    public List<SizeSample> sizes(String job, Instant from, Instant until) {
      throw new AssertionError("Training reads no whole histories.");
    }

    @Override
    public List<SizeSample> thinned(String job, Interval range, Duration every) {
      var samples = new ArrayList<SizeSample>();
      for (var at = range.from(); at.isBefore(range.until()); at = at.plus(every)) {
        samples.add(new SizeSample(at, 1, 1, 1));
        samples.add(new SizeSample(at.plusMillis(1), 1, 1, 1));
      }
      return counted(samples);
    }

    private <T> List<T> counted(List<T> read) {
      documents += read.size();
      largest = Math.max(largest, read.size());
      return read;
    }
  }

  private static JobState job(int number, Duration age) {
    var job =
        number % 2 == 0
            ? Sample.line("job-" + number, Sample.everyMinutes(5))
            : Sample.rotation("job-" + number, Sample.rule(Frequency.DAILY), Sample.daily());
    var state = JobState.found(job, NOW.minus(age));
    for (int i = 12; i > 0; i--) {
      state = state.withRun(NOW.minus(EVERY.multipliedBy(i)), Run.Outcome.STARTED);
    }
    if (number % 2 == 1) state = state.withSize(new SizeSample(NOW.minus(EVERY), 1, 1, 1));
    // so many runs that the state holds the last ones only
    return state.with(
        new RecentRuns(100_000, millis(state), new byte[state.runs().size()], RecentWork.NONE));
  }

  private static long[] millis(JobState state) {
    return state.runs().instants().stream().mapToLong(Instant::toEpochMilli).toArray();
  }

  /// The windows of the lessons, and the documents that were read for them.
  private record Cost(long documents, long largest, int lessons) {}

  private Cost train(int jobs, Duration age) throws Exception {
    documents = 0;
    largest = 0;
    var madeUp = new MadeUp();
    var out = InMemoryStores.empty().outcomes();
    var detector = new ScriptedDetector();
    var ports =
        new Training.Ports(
            each -> {
              for (int from = 0; from < jobs; from += JOBS_A_HOST) each.accept(host(from, age));
            },
            List::of,
            new Outcomes(
                out.statuses(), madeUp, out.verdicts(), out.anomalies(), madeUp, out.series()),
            InMemoryStores.training());
    var attempt =
        new Training(detector, ports, WatchSettings.DEFAULTS, Tenure.ALONE, () -> 0).turn(NOW);
    assertThat(attempt).isPresent();
    return new Cost(documents, largest, detector.lessons.size());
  }

  private static HostState host(int from, Duration age) {
    var jobs = new LinkedHashMap<String, JobState>();
    for (int i = from; i < from + JOBS_A_HOST; i++) {
      var job = job(i, age);
      jobs.put(job.id(), job);
    }
    return HostState.found(Host.server("host-" + from), NOW.minus(age), Sample.UTC).with(jobs);
  }

  @Test
  void a_hundred_thousand_jobs_cost_no_more_than_a_thousand() throws Exception {
    var few = train(1_000, Duration.ofDays(60));
    var many = train(100_000, Duration.ofDays(60));
    assertThat(many.lessons()).isEqualTo(few.lessons());
    assertThat((double) many.documents()).isBetween(0.99 * few.documents(), 1.01 * few.documents());
  }

  @Test
  void a_year_costs_no_more_than_four_months_and_no_answer_is_large() throws Exception {
    var young = train(1_000, Duration.ofDays(120));
    var old = train(1_000, Duration.ofDays(365));
    assertThat(old.lessons()).isEqualTo(young.lessons());
    assertThat(old.documents()).isLessThanOrEqualTo(young.documents() + young.documents() / 100);
    assertThat(old.largest()).isLessThan(2_000);
  }
}
