// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.feedback.Refit.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rule table. `-80` is a false alarm at 80, `+80` a right one; of similar jobs `b-80` is a
/// false alarm of job b.
class RefitTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nobody said anything                                            |             |     |   |
          1 after a false alarm one point more is needed                  | -80         | 81  | 0 | 0
          1 the highest false alarm counts                                | -80 -92 -77 | 93  | 0 | 0
          1 after one at the highest score it never decides alone         | -100        | 101 | 0 | 0
          2 a false anomaly below the calibrated threshold moves nothing  | -60         | 75  | 0 | 0
          2 a right one below it does not lower it, which is reported     | +60         | 75  | 0 | 1
          2 a right one above it moves nothing                            | +90         | 75  | 0 | 0
          3 what was right stays enough                                   | -80 +80     | 80  | 1 | 0
          3 false alarms below what was right are excluded                | -80 +90     | 81  | 0 | 0
          3 false alarms above what was right are not, which is reported  | -80 -95 +78 | 78  | 2 | 0
          3 the lowest right one counts                                   | -95 +85 +90 | 85  | 1 | 0
          3 a right one below the calibrated threshold keeps nothing      | -80 +60     | 81  | 0 | 1
          """)
  void the_labels_of_a_job(String what, String labels, Double score, Integer kept, Integer below) {
    var threshold = Refit.ofJob(said(labels));
    assertThat(threshold.map(Threshold::score)).isEqualTo(Optional.ofNullable(score));
    assertThat(threshold.map(one -> one.limits().kept())).isEqualTo(Optional.ofNullable(kept));
    assertThat(threshold.map(one -> one.limits().below())).isEqualTo(Optional.ofNullable(below));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4 two jobs are not several                         | b-80 c-90                 |
          4 three labels of one job are one                  | b-80 b-81 b-82            |
          4 three jobs: what all of them say                 | b-80 c-90 d-85            | 81
          4 of more jobs, what three of them say             | b-80 c-90 d-85 e-88       | 86
          4 each job counts with its highest                 | b-80 b-87 c-90 d-85       | 86
          4 what was right for one of them stays enough      | b-80 c-90 d-85 e+78       | 78
          4 a right one above that moves nothing             | b-80 c-90 d-85 e+95       | 81
          """)
  void the_labels_of_similar_jobs(String what, String labels, Double score) {
    assertThat(Refit.ofSimilarJobs(said(labels)).map(Threshold::score))
        .isEqualTo(Optional.ofNullable(score));
  }

  private static List<Said> said(String labels) {
    var said = new ArrayList<Said>();
    if (labels == null) return said;
    for (var label : labels.split(" ", -1)) {
      int sign = Math.max(label.indexOf('+'), label.indexOf('-'));
      boolean right = label.charAt(sign) == '+';
      said.add(
          new Said(label.substring(0, sign), right, Double.parseDouble(label.substring(sign + 1))));
    }
    return said;
  }
}
