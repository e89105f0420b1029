// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import static io.stillwatch.ui.ports.Samples.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlQuery;
import org.junit.jupiter.api.Test;

class DiscoverQueryTest {
  @Test
  void a_value_narrows_the_query_and_the_result_still_parses() {
    var query = DiscoverQuery.of(visit("q", "message : a or message : b"));
    var narrowed = query.narrowed("host.name", "web \"1\"\\", true);
    assertThat(narrowed)
        .isEqualTo("(message : a or message : b) and not host.name : \"web \\\"1\\\"\\\\\"");
    assertThat(KqlQuery.parse(narrowed)).isInstanceOf(KqlQuery.AllOf.class);
    assertThat(DiscoverQuery.of(visit()).narrowed("a", "b", false)).isEqualTo("a : \"b\"");
  }

  @Test
  void the_mark_stands_below_what_went_wrong() {
    var query = DiscoverQuery.of(visit("q", "host.name :"));
    var error = catchThrowableOfType(KqlException.class, query::inWords);
    var lines = query.marked(error).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("host.name :");
    assertThat(lines.getLast().stripLeading()).isEqualTo("^");
    assertThat(lines.getLast()).hasSize(Math.min(error.column(), 12));
  }

  @Test
  void every_preset_parses() {
    for (var preset : Preset.values()) {
      assertThat(KqlQuery.parse(preset.kql())).as(preset.label()).isNotNull();
    }
  }

  @Test
  void a_link_keeps_the_range() {
    assertThat(DiscoverQuery.of(visit("from", "now-30d")).link("a : b"))
        .isEqualTo("discover?q=a%20%3A%20b&from=now-30d");
  }
}
