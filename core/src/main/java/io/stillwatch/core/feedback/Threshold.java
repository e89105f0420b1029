// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import io.stillwatch.core.anomaly.Anomaly;

/// The score from which the autoencoder decides alone, and why.
///
/// `falseAlarms` and `right` are the labels it follows. `kept` are false alarms that it does not
/// exclude, because one with a lower score was right; `below` are right ones that scored less than
/// the calibrated threshold, so they raise no alert.
public record Threshold(double score, Source source, int falseAlarms, int right, Limits limits) {
  /// What labels say, in which labels cannot be followed.
  public record Limits(int kept, int below) {
    static final Limits NONE = new Limits(0, 0);
  }

  /// Whose labels moved it.
  public enum Source {
    CALIBRATED,
    /// Labels of the job.
    JOB,
    /// Labels of jobs of the same kind and period.
    SIMILAR_JOBS
  }

  private static final double HIGHEST_SCORE = 100;

  /// No label says anything.
  public static final Threshold CALIBRATED =
      new Threshold(Anomaly.CERTAIN_SCORE, Source.CALIBRATED, 0, 0, Limits.NONE);

  /// The score and its reason as a sentence without a full stop.
  public String words() {
    var words = new StringBuilder();
    if (score > HIGHEST_SCORE) words.append("never alone");
    else words.append("from ").append(Math.round(score));
    words.append(
        switch (source) {
          case CALIBRATED -> ", as calibrated";
          case JOB -> ", by labels of this job: " + labels();
          case SIMILAR_JOBS -> ", by labels of jobs of this kind and period: " + labels();
        });
    if (limits.kept() > 0) {
      words.append("; ").append(count(limits.kept(), "false alarm"));
      words.append(" not excluded, because one that scored less was right");
    }
    if (limits.below() > 0) {
      words.append("; ").append(count(limits.below(), "right anomaly", "right anomalies"));
      words.append(" below the calibrated ").append(Math.round(CALIBRATED.score()));
    }
    return words.toString();
  }

  private String labels() {
    return count(falseAlarms, "false alarm") + ", " + right + " right";
  }

  private static String count(int number, String one) {
    return count(number, one, one + "s");
  }

  private static String count(int number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
