// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

import static io.stillwatch.ui.ports.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.ui.lanes.Cells.Kind;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void every_state_has_a_word_and_a_shape_of_its_own() {
    assertThat(Arrays.stream(JobHealth.values()).map(HealthWords::word)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(JobHealth.values()).map(HealthWords::shape)).doesNotHaveDuplicates();
  }

  @Test
  void every_stored_word_of_a_verdict_has_a_cell() {
    for (var verdict :
        new Verdict[] {
          new Verdict.OnTime(NOW),
          new Verdict.Late(NOW, Duration.ofHours(1)),
          new Verdict.Missed(),
          new Verdict.Failed(NOW, "exit status 1"),
          new Verdict.Overrun(NOW, Duration.ofHours(1)),
          new Verdict.TooShort(NOW, Duration.ofSeconds(1)),
          new Verdict.Unknown(Verdict.Why.HOST_OFF),
          new Verdict.Learning(1, 3)
        }) {
      assertThat(Kind.ofWord(verdict.word())).contains(Kind.of(verdict));
    }
    assertThat(Kind.ofWord("other")).isEmpty();
  }

  @Test
  void an_unknown_verdict_names_its_reason() {
    for (var why : Verdict.Why.values()) {
      assertThat(VerdictWords.detail(new Verdict.Unknown(why))).isEqualTo(why.words());
    }
    assertThat(VerdictWords.detail(new Verdict.TooShort(NOW, Duration.ofMinutes(1))))
        .isEqualTo("finished after 1 min, much faster than usual");
  }
}
