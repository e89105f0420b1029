// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.NewestLabels;
import io.stillwatch.core.store.LabelStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class InMemoryLabelStore implements LabelStore {
  private final Map<String, Label> labels = new LinkedHashMap<>();

  @Override
  public synchronized void put(Label label) {
    labels.put(label.id(), label);
  }

  @Override
  public synchronized List<Label> between(Instant from, Instant until) {
    return ordered()
        .filter(label -> !label.at().isBefore(from) && label.at().isBefore(until))
        .toList();
  }

  @Override
  public synchronized List<Label> find(Collection<Label.Subject> subjects) {
    return NewestLabels.of(ordered().filter(label -> subjects.contains(label.subject())).toList());
  }

  @Override
  public synchronized List<Label> about(String job, JobClass jobClass, Instant since) {
    return NewestLabels.of(
        ordered()
            .filter(label -> !label.at().isBefore(since))
            .filter(label ->
                label.scored().stream()
                    .anyMatch(one -> one.job().equals(job) || one.jobClass().equals(jobClass)))
            .toList());
  }

  private Stream<Label> ordered() {
    return labels.values().stream()
        .sorted(Comparator.comparing(Label::at).thenComparing(Label::id));
  }
}
