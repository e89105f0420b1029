// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// What all detectors make of a fleet.
final class Evaluation {
  /// From here on the documentation calls a score a stop (docs/DETECTOR.md).
  static final double AUTOENCODER_THRESHOLD = 75;

  /// Scores of a job that are further apart than this are two alarms; jobs are scored several times
  /// a period.
  private static final Duration LEAST_APART = Duration.ofDays(1);

  private static final int PERIODS_APART = 2;
  private static final double ANY_SCORE = 0;

  private final Fleet fleet;
  private final Detector autoencoder;
  private final Map<DetectorName, Rival> rivals = new EnumMap<>(DetectorName.class);

  Evaluation(Fleet fleet, Detector autoencoder, long seed) {
    this.fleet = fleet;
    this.autoencoder = autoencoder;
    rivals.put(DetectorName.GAP_RULE, new GapRule());
    rivals.put(DetectorName.LOW_COUNT, new LowCount());
    rivals.put(DetectorName.CONSTANT_MEAN, new ConstantMean());
    rivals.put(DetectorName.RCF, new RandomCutForestRival(seed));
  }

  /// The watch with the autoencoder and the one without it go side by side.
  List<Observed> run() throws StoreException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var schedule = threads.submit(() -> new FleetWatch(fleet, Detector.none()).run().alarms());
      var together = threads.submit(() -> new FleetWatch(fleet, autoencoder).run());
      return observed(together.get(), schedule.get());
    } catch (ExecutionException e) {
      throw new StoreException("The fleet of class " + fleet.every().word() + " failed.", e);
    }
  }

  private List<Observed> observed(FleetWatch.Result together, AlarmLog schedule)
      throws StoreException {
    var jobs = new HashMap<Host, List<JobStatus>>();
    for (var job : together.jobs())
      jobs.computeIfAbsent(job.job().host(), _ -> new ArrayList<>()).add(job);
    var scores = scores(together);
    var observed = new ArrayList<Observed>();
    for (var series : fleet.series()) {
      var host = series.spec().host();
      var alarms = new EnumMap<DetectorName, List<Alarm>>(DetectorName.class);
      alarms.put(DetectorName.SCHEDULE, schedule.of(host));
      alarms.put(DetectorName.TOGETHER, together.alarms().of(host));
      var ofHost = jobs.getOrDefault(host, List.of());
      alarms.put(DetectorName.AUTOENCODER, autoencoder(ofHost, scores));
      var rivalScores = new EnumMap<DetectorName, ScoreSeries>(DetectorName.class);
      var trace = Trace.of(series);
      rivals.forEach((name, rival) -> {
        rivalScores.put(name, rival.scores(trace));
        alarms.put(name, rivalScores.get(name).alarms(rival.usualThreshold()));
      });
      int recorded = recorded(series, ofHost, together);
      observed.add(
          new Observed(
              series, grace(series.spec(), together.before()), alarms, rivalScores, recorded));
    }
    return observed;
  }

  private static Map<String, List<Anomaly>> scores(FleetWatch.Result watched)
      throws StoreException {
    var byJob = new HashMap<String, List<Anomaly>>();
    var page =
        watched
            .stores()
            .outcomes()
            .anomalies()
            .page(
                Fleet.TEST_FROM,
                Instant.MAX,
                ANY_SCORE,
                AnomalyStore.Page.START,
                Integer.MAX_VALUE);
    for (var one : page.anomalies())
      byJob.computeIfAbsent(one.job(), _ -> new ArrayList<>()).add(one);
    return byJob;
  }

  /// Jobs of a host whose scores rise at the same instant are one alarm.
  private static List<Alarm> autoencoder(List<JobStatus> jobs, Map<String, List<Anomaly>> scores) {
    var alarms = new ArrayList<Alarm>();
    for (var job : jobs) {
      var series = new ScoreSeries.Builder();
      for (var one : scores.getOrDefault(job.job().id(), List.of()))
        series.add(one.at(), one.score());
      var apart = job.job().schedule().period().multipliedBy(PERIODS_APART);
      if (apart.compareTo(LEAST_APART) < 0) apart = LEAST_APART;
      alarms.addAll(series.build(apart).alarms(AUTOENCODER_THRESHOLD));
    }
    return alarms.stream().distinct().sorted(Comparator.comparing(Alarm::at)).toList();
  }

  /// What the watch allows the job of a series, not the other job of its host.
  private static Duration grace(SeriesSpec spec, List<JobStatus> jobs) {
    return jobs.stream()
        .filter(job -> job.job().host().equals(spec.host()) && isSubject(spec, job.job()))
        .map(job -> job.timing().grace())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static boolean isSubject(SeriesSpec spec, Job job) {
    return spec.kind().isCommand()
        ? job.subject().contains(SeriesLines.command(spec, 0))
        : job.kind().rotates();
  }

  /// How many faulty spans have a verdict that is not good.
  private static int recorded(Series series, List<JobStatus> jobs, FleetWatch.Result watched)
      throws StoreException {
    var ids = jobs.stream().map(job -> job.job().id()).toList();
    int recorded = 0;
    for (var span : series.faulty()) {
      var verdicts =
          watched.stores().outcomes().verdicts().verdicts(ids, span.from(), span.until());
      if (verdicts.stream().anyMatch(run -> notGood(run.verdict()))) recorded++;
    }
    return recorded;
  }

  private static boolean notGood(Verdict verdict) {
    return verdict.bad() || verdict instanceof Verdict.Late;
  }
}
