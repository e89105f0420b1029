// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.MDC;

/// The configuration that the product ships, with what an attacker would write into its log.
@Isolated("standard error is one for all")
class LogLinesTest {
  @Test
  void an_event_is_one_line_without_escapes_and_secrets() throws Exception {
    var lines = logged("db1\nERROR forged\u001b[2J", "mysqldump -phunter2 app");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains("db1\\nERROR forged\\x1b[2J", "-pREDACTED")
        .doesNotContain("hunter2", "\u001b");
  }

  private static List<String> logged(String host, String command) throws Exception {
    var out = new ByteArrayOutputStream();
    var before = System.err;
    var context = new LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    try (var captured = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      System.setErr(captured);
      configure(context);
      context
          .getLogger("io.stillwatch.test")
          .atWarn()
          .addKeyValue("command", command)
          .log("A line of {}.", host);
    } finally {
      System.setErr(before);
      context.stop();
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static void configure(LoggerContext context) throws Exception {
    try (var in = LogLinesTest.class.getResourceAsStream("/logback.xml")) {
      if (in == null) throw new IOException("logback.xml is missing");
      var joran = new JoranConfigurator();
      joran.setContext(context);
      joran.doConfigure(in);
    }
  }
}
