// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.search.Inspection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InspectDialogTest {
  @Test
  void a_quote_of_the_query_does_not_end_the_command() {
    assertThat(InspectDialog.curl(inspection(0, "{\"query\":\"it's\"}")))
        .startsWith("curl -u \"$USER_AND_PASSWORD\" -X POST \"$ELASTICSEARCH/logs/_search\"")
        .endsWith("-d '{\"query\":\"it'\\''s\"}'");
  }

  @Test
  void shards_that_failed_are_named() {
    assertThat(InspectDialog.words(inspection(0, "{}")))
        .isEqualTo("Took 12 ms; all 5 shards answered.");
    assertThat(InspectDialog.words(inspection(2, "{}")))
        .isEqualTo("Took 12 ms; 2 of 5 shards failed: the result is partial.");
  }

  private static Inspection inspection(int failed, String request) {
    return new Inspection(
        "/logs/_search", request, "{}", Duration.ofMillis(12), new Inspection.Shards(5, failed));
  }
}
