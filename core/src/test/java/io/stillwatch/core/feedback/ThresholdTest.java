// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.feedback.Threshold.Limits;
import io.stillwatch.core.feedback.Threshold.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A threshold in words.
class ThresholdTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          75    | CALIBRATED   | 0 | 0 | 0 | 0 | from 75, as calibrated
          81.4  | JOB          | 1 | 0 | 0 | 0 | from 81, by labels of this job: 1 false alarm, 0 right
          90    | SIMILAR_JOBS | 2 | 1 | 0 | 0 | from 90, by labels of jobs of this kind and period: 2 false alarms, 1 right
          100.1 | JOB          | 3 | 0 | 0 | 0 | never alone, by labels of this job: 3 false alarms, 0 right
          80    | JOB          | 2 | 1 | 1 | 0 | from 80, by labels of this job: 2 false alarms, 1 right; 1 false alarm not excluded, because one that scored less was right
          75    | JOB          | 0 | 3 | 0 | 2 | from 75, by labels of this job: 0 false alarms, 3 right; 2 right anomalies below the calibrated 75
          """)
  void says_where_it_is_and_whose_labels_moved_it(
      double score, Source source, int falseAlarms, int right, int kept, int below, String words) {
    var threshold = new Threshold(score, source, falseAlarms, right, new Limits(kept, below));
    assertThat(threshold.words()).isEqualTo(words);
  }
}
