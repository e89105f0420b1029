// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "collect | COLLECT",
        "web | WEB",
        "watch,alert | WATCH ALERT",
        "alert, watch | WATCH ALERT",
        "Collect,WEB | COLLECT WEB",
        "web,web | WEB",
        "collect,watch,alert,web | COLLECT WATCH ALERT WEB",
      })
  void a_list_names_the_roles(String list, String roles) {
    var names = Role.parse(list).stream().map(Enum::name).collect(Collectors.joining(" "));
    assertThat(names).isEqualTo(roles);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "colect", "collect,", "collect;web", "all"})
  void a_word_that_is_no_role_is_refused_with_those_that_are(String list) {
    assertThatThrownBy(() -> Role.parse(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is not a role; choose from collect, watch, alert, web.");
  }

  @Test
  void the_refused_word_is_quoted() {
    assertThatThrownBy(() -> Role.parse("web, colect"))
        .hasMessage("'colect' is not a role; choose from collect, watch, alert, web.");
  }

  @Test
  void all_roles_are_all() {
    assertThat(Role.ALL).isEqualTo(Set.of(Role.values()));
  }
}
