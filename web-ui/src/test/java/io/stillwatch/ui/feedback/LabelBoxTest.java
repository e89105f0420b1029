// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.ui.ports.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LabelBoxTest {
  private static final Alert ALERT =
      Samples.alert("SW-1", Samples.stoppage(Samples.daily("backup", "web-1"), Samples.NOW, 92));

  private static Alert explainedBy(CauseLink link) {
    var finding = Samples.finding("f", "", Samples.NOW);
    return Samples.with(ALERT, Alert.State.FIRING, Alert.Handling.NONE, new Cause(finding, link));
  }

  @ParameterizedTest
  @EnumSource(CauseLink.class)
  void only_a_cause_that_is_shown_can_be_called_wrong(CauseLink link) {
    assertThat(LabelBox.choices(explainedBy(link)).contains(Says.WRONG_CAUSE))
        .isEqualTo(link.explains());
  }

  @ParameterizedTest
  @CsvSource({"RIGHT", "EXPECTED", "FALSE_ALARM"})
  void an_alert_without_a_cause_has_the_other_choices(Says says) {
    assertThat(LabelBox.choices(ALERT)).hasSize(3).contains(says);
  }
}
