// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServeCommandTest {
  private final StringWriter err = new StringWriter();

  private int serve(String... arguments) {
    return new CommandLine(new ServeCommand())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void a_role_that_does_not_exist_is_refused_before_anything_starts() {
    assertThat(serve("--config", "missing.yaml", "--roles", "collect,wtch")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--roles: 'wtch' is not a role; choose from collect, watch, alert, web.");
  }
}
