// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.feedback.Refit.Said;
import io.stillwatch.core.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The thresholds that follow from some labels: what a job needs is looked up, not computed.
public final class Thresholds {
  /// A label counts for a year.
  public static final Duration LABELS_COUNT_FOR = Duration.ofDays(365);

  public static final Thresholds CALIBRATED = of(List.of());

  private record Of<T>(T what, Symptom symptom) {}

  private final Map<Of<String>, Threshold> ofJobs;
  private final Map<Of<JobClass>, Threshold> ofClasses;

  private Thresholds(Map<Of<String>, Threshold> ofJobs, Map<Of<JobClass>, Threshold> ofClasses) {
    this.ofJobs = ofJobs;
    this.ofClasses = ofClasses;
  }

  /// `labels` holds the newest of each subject. That something was expected says nothing of the
  /// score; that its cause was wrong says that it happened.
  public static Thresholds of(Collection<Label> labels) {
    var ofJobs = new HashMap<Of<String>, List<Said>>();
    var ofClasses = new HashMap<Of<JobClass>, List<Said>>();
    for (var label : labels) {
      if (!label.counts() || label.says() == Label.Says.EXPECTED) continue;
      for (var scored : label.scored()) {
        boolean right = label.says() != Label.Says.FALSE_ALARM;
        var said = new Said(scored.job(), right, scored.score());
        add(ofJobs, new Of<>(scored.job(), scored.symptom()), said);
        add(ofClasses, new Of<>(scored.jobClass(), scored.symptom()), said);
      }
    }
    return new Thresholds(refit(ofJobs, Refit::ofJob), refit(ofClasses, Refit::ofSimilarJobs));
  }

  private static <K> void add(Map<K, List<Said>> labels, K key, Said said) {
    labels.computeIfAbsent(key, _ -> new ArrayList<>()).add(said);
  }

  private static <K> Map<K, Threshold> refit(
      Map<K, List<Said>> labels, Function<List<Said>, Optional<Threshold>> rule) {
    var thresholds = new HashMap<K, Threshold>();
    labels.forEach((key, said) -> rule.apply(said).ifPresent(one -> thresholds.put(key, one)));
    return thresholds;
  }

  public Threshold of(Job job, Symptom symptom) {
    var own = ofJobs.get(new Of<>(job.id(), symptom));
    if (own != null) return own;
    return ofClasses.getOrDefault(new Of<>(JobClass.of(job), symptom), Threshold.CALIBRATED);
  }
}
