// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each drawing is a letter: `.` shows all, another one the error of that name; a capital is
/// logged.
class ShownFailureTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing fails,                        ..",
    "a failure is logged once,             .Aaa",
    "another failure is logged too,        AaBb",
    "a failure that returns is logged too, Aa.A"
  })
  void a_failure_is_logged_when_it_begins(String what, String drawings) {
    var shown = new ShownFailure();
    for (char drawing : drawings.toCharArray()) {
      shown.drawing();
      if (drawing != '.') {
        var error = new StoreException("" + Character.toLowerCase(drawing), new Exception());
        assertThat(shown.begins(error)).isEqualTo(Character.isUpperCase(drawing));
      }
      shown.drawn();
    }
  }

  @Test
  void two_panels_that_fail_are_logged_once_each() {
    var shown = new ShownFailure();
    var routes = new StoreException("routes", new Exception());
    var storage = new StoreException("storage", new Exception());
    for (int drawing = 0; drawing < 3; drawing++) {
      shown.drawing();
      assertThat(shown.begins(routes)).isEqualTo(drawing == 0);
      assertThat(shown.begins(storage)).isEqualTo(drawing == 0);
      shown.drawn();
    }
  }
}
