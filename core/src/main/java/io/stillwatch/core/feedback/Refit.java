// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import io.stillwatch.core.feedback.Threshold.Limits;
import io.stillwatch.core.feedback.Threshold.Source;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Moves the score from which the autoencoder decides alone by what people say, for one symptom.
/// Pure.
///
/// 1. After a false alarm at a score, more than that is needed: one point more.
/// 2. The calibrated threshold is the lowest, whatever was right below it.
/// 3. What was right stays enough: the threshold never exceeds the lowest right score from the
///    calibrated one on, even if false alarms scored as much.
/// 4. The labels of a job decide about it. A job without labels follows jobs of its kind and period
///    if three of them say the same: the third highest of their false alarms, one for each job.
final class Refit {
  private static final double MORE = 1;
  private static final int SEVERAL_JOBS = 3;

  private Refit() {}

  /// What was said of one score.
  record Said(String job, boolean right, double score) {}

  /// Empty if the job has no label.
  static Optional<Threshold> ofJob(List<Said> labels) {
    if (labels.isEmpty()) return Optional.empty();
    var highest =
        labels.stream()
            .filter(said -> !said.right())
            .map(Said::score)
            .max(Comparator.naturalOrder());
    return Optional.of(threshold(Source.JOB, highest, labels));
  }

  /// Empty if too few jobs say the same.
  static Optional<Threshold> ofSimilarJobs(List<Said> labels) {
    var highest = new HashMap<String, Double>();
    for (var said : labels) {
      if (!said.right()) highest.merge(said.job(), said.score(), Math::max);
    }
    if (highest.size() < SEVERAL_JOBS) return Optional.empty();
    var agreed =
        highest.values().stream()
            .sorted(Comparator.reverseOrder())
            .skip(SEVERAL_JOBS - 1L)
            .findFirst();
    return Optional.of(threshold(Source.SIMILAR_JOBS, agreed, labels));
  }

  private static Threshold threshold(Source source, Optional<Double> excluded, List<Said> labels) {
    double calibrated = Threshold.CALIBRATED.score();
    double wanted = Math.max(calibrated, excluded.map(score -> score + MORE).orElse(calibrated));
    double lowestRight =
        labels.stream()
            .filter(said -> said.right() && said.score() >= calibrated)
            .mapToDouble(Said::score)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    double score = Math.min(wanted, lowestRight);
    long right = labels.stream().filter(Said::right).count();
    long below = labels.stream().filter(said -> said.right() && said.score() < calibrated).count();
    long kept =
        labels.stream()
            .filter(said -> !said.right() && said.score() >= score && said.score() < wanted)
            .count();
    return new Threshold(
        score,
        source,
        (int) (labels.size() - right),
        (int) right,
        new Limits((int) kept, (int) below));
  }
}
