// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.ModelCard;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The detector on an LSTM autoencoder: one model for all jobs, kept in a folder across restarts.
///
/// Training loads DL4J and its native libraries, which unpack to about 400 MB into the folder named
/// by the system property `org.bytedeco.javacpp.cachedir` (writable, and mounted without noexec);
/// start the JVM with OMP_NUM_THREADS=1. Scoring needs none of it and may go on in other threads
/// while a new model is trained. Histories list runs and sizes oldest first.
public final class LstmDetector implements Detector {
  private static final Logger log = LoggerFactory.getLogger(LstmDetector.class);
  private static final int FEWEST_RUNS = 3;
  private static final int FEWEST_RUNS_WITHOUT_SCHEDULE = 10;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final ModelFolder folder;
  private final long seed;
  private final DetectorSettings settings;
  private volatile Optional<Model> current;

  /// Takes up the newest intact model of the folder, if there is one.
  public LstmDetector(Path models, long seed, DetectorSettings settings) {
    this.folder = new ModelFolder(models);
    this.seed = seed;
    this.settings = settings;
    this.current = folder.latest();
  }

  public LstmDetector(Path models, long seed) {
    this(models, seed, DetectorSettings.DEFAULTS);
  }

  /// The card of the model in use afterwards: the new one, or the old one if that is better.
  @Override
  public synchronized Optional<ModelCard> train(
      List<JobHistory> past, Instant until, TrainingProgress progress) throws InterruptedException {
    var set = TrainingSet.of(past, until, settings, seed);
    if (!set.isEnough()) {
      log.atInfo()
          .addKeyValue("windows", set.training().size())
          .log("Too little history to train on.");
      return Optional.empty();
    }
    var frame = Challenger.Frame.of(folder.nextId(STAMP.format(until)), past, until);
    var challenger = Challenger.train(set, frame, settings, seed, progress);
    if (accepts(challenger)) {
      folder.save(challenger.model());
      current = Optional.of(challenger.model());
    }
    return model();
  }

  private boolean accepts(Challenger challenger) {
    var card = challenger.model().card();
    var told =
        log.atInfo()
            .addKeyValue("model", card.id())
            .addKeyValue("windows", card.windows())
            .addKeyValue("epochs", card.epochs())
            .addKeyValue("loss", card.validationLoss())
            .addKeyValue("separation", challenger.model().separation());
    if (!challenger.isUsable()) {
      told.log("New model refused: it cannot tell a stop from the normal.");
      return false;
    }
    if (current.isPresent() && !challenger.isNoWorseThan(current.get())) {
      told.log("New model refused: worse than the one in use on held-back windows.");
      return false;
    }
    told.log("New model in use.");
    return true;
  }

  @Override
  public List<Anomaly> score(List<JobHistory> jobs, Instant now) {
    var model = current.orElse(null);
    if (model == null) return List.of();
    var sequences = model.sequences();
    double at = OwnClock.seconds(now);
    return jobs.stream()
        .filter(LstmDetector::isKnownEnough)
        .flatMap(job -> sequences.window(job, at).stream())
        .filter(Window::seesItsEnd)
        .map(model::judge)
        .toList();
  }

  private static boolean isKnownEnough(JobHistory history) {
    boolean learning = history.job().schedule().period().isZero();
    return history.runs().size() >= (learning ? FEWEST_RUNS_WITHOUT_SCHEDULE : FEWEST_RUNS);
  }

  @Override
  public Optional<ModelCard> model() {
    return current.map(Model::card);
  }
}
