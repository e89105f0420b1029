// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The models that can be put into use, newest first, and what people chose, newest first.
public record Models(List<Kept> kept, List<Chosen> chosen) {
  public static final Models NONE = new Models(List.of(), List.of());

  private static final int REMEMBERED = 10;

  /// A model on the disk of the process that trains; a refused one was never in use.
  public record Kept(ModelCard card, boolean refused) {}

  /// A person asks for a model: who, when and why.
  public record Use(String model, Instant at, String by, String why) {}

  /// What was asked for, and whether it is in use since.
  public record Chosen(Use use, boolean done) {}

  public Models {
    kept = List.copyOf(kept);
    chosen = List.copyOf(chosen);
  }

  public Models with(List<Kept> now) {
    return new Models(now, chosen);
  }

  public Models with(Chosen newest) {
    var all = new ArrayList<Chosen>();
    all.add(newest);
    chosen.stream().limit(REMEMBERED - 1).forEach(all::add);
    return new Models(kept, all);
  }

  public Optional<Kept> find(String id) {
    return kept.stream().filter(one -> one.card().id().equals(id)).findFirst();
  }

  /// Whether nothing is left to do for a request.
  public boolean answers(Use use) {
    return chosen.stream().anyMatch(one -> one.use().equals(use));
  }

  /// Since when a model is the one to use: since a person chose it, or since it was trained.
  public Instant since(ModelCard card) {
    return chosen.stream()
        .filter(one -> one.done() && one.use().model().equals(card.id()))
        .map(one -> one.use().at())
        .findFirst()
        .orElse(card.trainedAt());
  }
}
