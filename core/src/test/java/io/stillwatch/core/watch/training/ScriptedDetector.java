// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.Lesson;
import io.stillwatch.core.anomaly.Lessons;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.PackedModel;
import io.stillwatch.core.anomaly.ScoringRequest;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingOutcome;
import io.stillwatch.core.anomaly.UnreadablePastException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A detector whose trainings end as the test says; it remembers what it was given.
final class ScriptedDetector implements Detector {
  /// What a training does once it has read everything.
  interface Script {
    TrainingOutcome run(TrainingProgress progress);
  }

  final List<Lesson> lessons = new ArrayList<>();
  int trainings;
  Script script = _ -> new TrainingOutcome.TooLittle("nothing");
  boolean accepts = true;
  private Optional<ModelCard> model = Optional.empty();

  static ModelCard card(String id, Instant trainedAt) {
    return new ModelCard(id, trainedAt, trainedAt, trainedAt, 1, 1, TrainingCourse.of(1, 1));
  }

  final List<ModelCard> kept = new ArrayList<>();

  void use(ModelCard card) {
    model = Optional.of(card);
  }

  /// The next trainings make this model.
  void makes(ModelCard card) {
    script =
        _ -> {
          model = Optional.of(card);
          return new TrainingOutcome.InUse(card);
        };
  }

  @Override
  public TrainingOutcome train(Lessons past, Instant until, TrainingProgress progress)
      throws UnreadablePastException, InterruptedException {
    trainings++;
    lessons.clear();
    past.each(lessons::add);
    return script.run(progress);
  }

  @Override
  public List<Anomaly> score(List<ScoringRequest> requests) {
    return List.of();
  }

  @Override
  public Optional<ModelCard> model() {
    return model;
  }

  @Override
  public List<Models.Kept> kept() {
    return kept.stream().map(card -> new Models.Kept(card, false)).toList();
  }

  @Override
  public boolean use(String id) {
    var found = kept.stream().filter(card -> card.id().equals(id)).findFirst();
    if (found.isPresent()) model = found;
    return found.isPresent();
  }

  @Override
  public Optional<PackedModel> pack() {
    return model.map(card -> new PackedModel(card.id(), Map.of("at", card.trainedAt().toString())));
  }

  @Override
  public boolean takeUp(PackedModel packed) {
    if (!accepts) return false;
    model = Optional.of(card(packed.id(), Instant.parse(packed.files().get("at"))));
    return true;
  }
}
