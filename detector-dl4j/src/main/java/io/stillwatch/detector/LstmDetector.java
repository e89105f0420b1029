// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.JobHistory;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.MinimumData;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.PackedModel;
import io.stillwatch.core.anomaly.ScoringRequest;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.anomaly.UnreadablePastException;
import io.stillwatch.core.series.SeriesExpectation;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final ModelFolder folder;
  private final ModelFolder refused;
  private final long seed;
  private final DetectorSettings settings;
  private volatile Optional<Model> current;

  /// Takes up the newest intact model of the folder, if there is one.
  public LstmDetector(Path models, long seed, DetectorSettings settings) {
    this.folder = new ModelFolder(models);
    this.refused = new ModelFolder(models.resolve("refused"));
    this.seed = seed;
    this.settings = settings;
    this.current = folder.latest();
  }

  public LstmDetector(Path models, long seed) {
    this(models, seed, DetectorSettings.DEFAULTS);
  }

  @Override
  public synchronized TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress)
      throws UnreadablePastException, InterruptedException {
    var set = TrainingSet.of(past, until, settings, seed, progress);
    if (set.isEmpty()) return new TrainingOutcome.Cancelled();
    if (!set.get().isEnough()) return new TrainingOutcome.TooLittle(set.get().missing());
    var id = folder.nextId(STAMP.format(until));
    var frame = new Challenger.Frame(id, until, seed, System::nanoTime);
    try {
      var challenger = Challenger.train(set.get(), frame, settings, progress);
      if (challenger.isEmpty()) return new TrainingOutcome.Cancelled();
      return decide(challenger.get(), past, until);
    } catch (DivergedException | UncheckedIOException e) {
      return new TrainingOutcome.Failed(String.valueOf(e.getMessage()));
    }
  }

  /// The model of series is learnt with a model that comes into use.
  private TrainingOutcome decide(Challenger challenger, Lessons past, Instant until)
      throws UnreadablePastException, InterruptedException {
    var card = challenger.model().card();
    var refusal = challenger.refusal(current);
    log.atInfo()
        .addKeyValue("model", card.id())
        .addKeyValue("windows", card.windows())
        .addKeyValue("epochs", card.course().epochs())
        .addKeyValue("loss", card.course().validationLoss())
        .addKeyValue("separation", challenger.model().separation())
        .log(refusal.isPresent() ? "New model refused." : "New model in use.");
    if (refusal.isPresent()) {
      refused.save(challenger.model());
      return new TrainingOutcome.Refused(card, refusal.get());
    }
    var series = FleetSeries.next(current.flatMap(Model::series), past, until, seed);
    var model = challenger.model().with(series);
    folder.save(model);
    current = Optional.of(model);
    return new TrainingOutcome.InUse(card);
  }

  @Override
  public List<Anomaly> score(List<ScoringRequest> requests) {
    var model = current.orElse(null);
    if (model == null) return List.of();
    var sequences = model.sequences();
    var windows =
        requests.stream()
            .filter(request -> isKnownEnough(request.history()))
            .flatMap(request ->
                sequences.window(request.history(), OwnClock.seconds(request.at())).stream())
            .filter(Window::seesItsEnd)
            .toList();
    return model.judge(windows);
  }

  private static boolean isKnownEnough(JobHistory history) {
    return history.runs().size() >= MinimumData.runsToScore(history.job());
  }

  @Override
  public Optional<ModelCard> model() {
    return current.map(Model::card);
  }

  @Override
  public Optional<SeriesExpectation> series() {
    return current.flatMap(Model::series).map(FleetSeries::model);
  }

  @Override
  public Optional<PackedModel> pack() {
    return current.flatMap(model -> folder.pack(model.card().id()));
  }

  @Override
  public List<Models.Kept> kept() {
    return Stream.concat(kept(folder, false), kept(refused, true))
        .sorted(Comparator.comparing((Models.Kept one) -> one.card().trainedAt()).reversed())
        .toList();
  }

  private static Stream<Models.Kept> kept(ModelFolder from, boolean refused) {
    return from.all().stream().map(model -> new Models.Kept(model.card(), refused));
  }

  /// A refused model is used with the model of series that is in use.
  @Override
  public synchronized boolean use(String id) {
    Optional<Model> chosen;
    try {
      chosen = folder.read(id);
      if (chosen.isPresent()) folder.use(id);
      else chosen = refused.read(id).map(this::promoted);
    } catch (UncheckedIOException e) {
      log.atWarn()
          .addKeyValue("model", id)
          .setCause(e)
          .log("The chosen model cannot be used; the one in use stays.");
      return false;
    }
    if (chosen.isEmpty()) return false;
    current = chosen;
    forgetRefused(id);
    return true;
  }

  private Model promoted(Model model) {
    var whole = model.with(current.flatMap(Model::series));
    folder.save(whole);
    return whole;
  }

  /// A copy that stays is only listed twice.
  private void forgetRefused(String id) {
    try {
      refused.delete(id);
    } catch (UncheckedIOException e) {
      log.atWarn().addKeyValue("model", id).setCause(e).log("A promoted model was not tidied up.");
    }
  }

  @Override
  public synchronized boolean takeUp(PackedModel packed) {
    var model = folder.takeUp(packed);
    if (model.isPresent()) current = model;
    return model.isPresent();
  }
}
