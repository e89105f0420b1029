// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.LastResort;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.anomaly.UnreadablePastException;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.core.watch.WatchSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the detector learn from the past when it is time to, or when somebody asks; may take
/// minutes, in which the watch goes on with the model that it has.
public final class Training {
  private static final Logger log = LoggerFactory.getLogger(Training.class);

  /// More jobs teach the one shared model nothing new.
  private static final int MOST_JOBS = 300;

  private static final Duration SURVEY_EVERY = Duration.ofHours(1);

  /// How often progress is stored and requests are looked for; an epoch may take milliseconds.
  private static final long TOLD_EVERY = Duration.ofSeconds(1).toNanos();

  /// The states of all hosts, one after the other.
  @FunctionalInterface
  public interface Fleet {
    void each(Consumer<HostState> host) throws StoreException;
  }

  @FunctionalInterface
  public interface OpenAlerts {
    List<Alert> open() throws StoreException;
  }

  /// What training reads, and where it says how it goes.
  public record Ports(Fleet fleet, OpenAlerts alerts, Outcomes past, TrainingStore store) {}

  private final Detector detector;
  private final Ports ports;
  private final WatchSettings settings;
  private final Tenure tenure;
  private final LongSupplier nanoTime;
  private final ModelSharing sharing;
  private Consumer<TrainingState.Running> listener = _ -> {};
  private TrainingState state = TrainingState.NONE;
  private boolean resumed;
  private boolean saved = true;

  /// Everything is written under `tenure`; `nanoTime` is the monotonic clock of this machine.
  public Training(
      Detector detector,
      Ports ports,
      WatchSettings settings,
      Tenure tenure,
      LongSupplier nanoTime) {
    this.detector = detector;
    this.ports = ports;
    this.settings = settings;
    this.tenure = tenure;
    this.nanoTime = nanoTime;
    this.sharing = new ModelSharing(detector, ports.store());
  }

  /// Has each step of a training reported.
  public void onProgress(Consumer<TrainingState.Running> told) {
    listener = told;
  }

  /// Trains if it is time to, or if somebody asked for it since the last turn; empty if not.
  public Optional<TrainingAttempt> turn(Instant now) throws StoreException, InterruptedException {
    if (!resumed) resume();
    if (!saved) save(sharing.share(state));
    var requests = ports.store().requests();
    if (requests.use().isPresent()) choose(requests.use().get());
    var asked = requests.train();
    boolean requested = !asked.equals(state.answered());
    if (requested) state = state.answered(asked);
    var sample = survey(now, requested);
    if (sample.isEmpty()) return Optional.empty();
    return Optional.of(train(sample.get(), now));
  }

  /// What an earlier holder of the lease was doing is over. Its model is taken up, or ours is
  /// stored if none is.
  private void resume() throws StoreException {
    state = ports.store().state().idle();
    sharing.takeUpBeforeChoices();
    save(sharing.share(state));
    resumed = true;
  }

  /// Uses a kept model because a person asked for it, once.
  private void choose(Models.Use use) throws StoreException {
    if (state.models().answers(use)) return;
    tenure.epoch(); // another process answers once it trains
    boolean done = detector.use(use.model());
    log.atInfo()
        .addKeyValue("model", use.model())
        .addKeyValue("by", use.by())
        .addKeyValue("why", use.why())
        .log(done ? "A chosen model is in use." : "The chosen model is not kept here any more.");
    state = state.with(state.models().with(new Models.Chosen(use, done)));
    saved = false;
    save(sharing.share(state));
  }

  /// The jobs to learn from if it is time to; the states of the fleet are read no more often than
  /// that, and once an hour for the page.
  private Optional<FleetSample> survey(Instant now, boolean requested) throws StoreException {
    var known = state.survey();
    boolean old =
        known.isEmpty()
            || known.get().evidenceSince().equals(Instant.MAX)
            || !known.get().at().plus(SURVEY_EVERY).isAfter(now);
    boolean due = known.isPresent() && !known.get().nextAt().isAfter(now);
    if (!old && !due && !requested) return Optional.empty();
    var sample = new FleetSample(MOST_JOBS, members(ports.alerts().open()));
    ports.fleet().each(sample::add);
    var next = next(sample.evidenceSince());
    var survey = sample.survey(now, next);
    boolean changed = known.filter(survey::repeats).isEmpty();
    state = state.with(survey);
    if (requested || !next.isAfter(now)) return Optional.of(sample);
    if (changed) save(state);
    return Optional.empty();
  }

  private Instant next(Instant evidenceSince) {
    return TrainingTimes.next(evidenceSince, detector.model(), state.last(), settings);
  }

  private static Set<String> members(List<Alert> open) {
    var members = new HashSet<String>();
    for (var alert : open) for (var stoppage : alert.stoppages()) members.add(stoppage.job().id());
    return members;
  }

  private TrainingAttempt train(FleetSample sample, Instant now)
      throws StoreException, InterruptedException {
    long began = nanoTime.getAsLong();
    save(state.with(new TrainingState.Running(now, 0, 0, 0)));
    var outcome = learn(sample, now, new Reported(now, ports.store().requests().cancel()));
    var took = Duration.ofNanos(nanoTime.getAsLong() - began);
    var attempt = TrainingAttempt.of(now, Duration.ofMillis(took.toMillis()), outcome);
    log(attempt);
    state = state.ended(attempt, state.model());
    state = state.with(sample.survey(now, next(sample.evidenceSince())));
    saved = false;
    tenure.epoch(); // a model is not stored once another process trains
    save(sharing.share(state));
    return attempt;
  }

  @LastResort("a training that fails must leave the model in use, and be tried again")
  private TrainingOutcome learn(FleetSample sample, Instant now, Reported progress)
      throws InterruptedException {
    try {
      var maintenance = settings.plan().maintenance();
      var lessons =
          new FleetLessons(
              sample.sampled(), ports.past(), maintenance, now, settings.followsSeries());
      return detector.train(lessons, now, progress);
    } catch (UnreadablePastException e) {
      return new TrainingOutcome.Failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      log.atError().setCause(e).log("Bug while training; the model in use stays.");
      return new TrainingOutcome.Failed(e.toString());
    }
  }

  private static void log(TrainingAttempt attempt) {
    boolean failed = attempt.result() == TrainingAttempt.Result.FAILED;
    (failed ? log.atError() : log.atInfo())
        .addKeyValue("result", attempt.result())
        .addKeyValue("model", attempt.model())
        .addKeyValue("why", attempt.why())
        .addKeyValue("seconds", attempt.took().toSeconds())
        .log(failed ? "Training failed; the model in use stays." : "Training is over.");
  }

  /// Nothing is written once the lease is over; what was not stored is stored at the next turn.
  private void save(TrainingState changed) throws StoreException {
    state = changed;
    saved = false;
    tenure.epoch();
    ports.store().state(changed);
    saved = true;
  }

  /// At most once a second, stores the step and checks for a cancellation since the training began.
  private final class Reported implements Detector.TrainingProgress {
    private final Instant startedAt;
    private final Instant cancelledBefore;
    private long toldAt = nanoTime.getAsLong() - TOLD_EVERY;
    private boolean told;

    Reported(Instant startedAt, Instant cancelledBefore) {
      this.startedAt = startedAt;
      this.cancelledBefore = cancelledBefore;
    }

    @Override
    public void epoch(int number, int of, double validationLoss) {
      var running = new TrainingState.Running(startedAt, number, of, validationLoss);
      listener.accept(running);
      long at = nanoTime.getAsLong();
      told = at - toldAt >= TOLD_EVERY;
      if (!told) return;
      toldAt = at;
      try {
        save(state.with(running));
      } catch (StoreException e) {
        log.atInfo().setCause(e).log("The progress of the training was not stored.");
      }
    }

    @Override
    public boolean cancelled() {
      if (!told) return false;
      try {
        return !ports.store().requests().cancel().equals(cancelledBefore);
      } catch (StoreException e) {
        log.atInfo().setCause(e).log("Requests could not be read; the training goes on.");
        return false;
      }
    }
  }
}
