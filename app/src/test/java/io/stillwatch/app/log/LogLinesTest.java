// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.status.NopStatusListener;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    assertThat(lines.stream().filter(line -> line.contains("forged"))).hasSize(1);
    assertThat(lines).noneMatch(line -> line.contains("pa55word"));
    assertThat(lines.getFirst())
        .contains("db1\\nERROR forged\\x1b[2J", "-pREDACTED")
        .doesNotContain("hunter2", "\u001b");
  }

  @Test
  void as_json_an_event_is_one_object_with_the_names_of_ecs() throws Exception {
    System.setProperty("STILLWATCH_LOG", "json");
    try {
      var lines = logged("db1\nERROR forged\u001b[2J\u009b\u202e", "mysqldump -phunter2 app");
      assertThat(lines).hasSize(1);
      assertThat(lines.getFirst()).doesNotContain("hunter2", "\u001b", "\u009b", "\u202e");
      var json = new ObjectMapper().readTree(lines.getFirst());
      assertThat(json.path("message").asText()).startsWith("A line of db1\nERROR forged");
      assertThat(json.path("log.level").asText()).isEqualTo("WARN");
      assertThat(json.path("log.logger").asText()).isEqualTo("io.stillwatch.test");
      assertThat(json.path("labels").path("command").asText())
          .isEqualTo("mysqldump -pREDACTED app");
      assertThat(json.path("error.type").asText()).isEqualTo("java.io.IOException");
      assertThat(json.path("error.stack_trace").asText())
          .contains("no answer from", "LogLinesTest")
          .doesNotContain("pa55word");
      assertThat(Instant.parse(json.path("@timestamp").asText())).isBefore(Instant.MAX);
    } finally {
      System.clearProperty("STILLWATCH_LOG");
    }
  }

  @Test
  void what_the_logger_says_of_itself_is_not_printed() throws Exception {
    var context = new LoggerContext();
    configure(context);
    assertThat(context.getStatusManager().getCopyOfStatusListenerList())
        .hasOnlyElementsOfType(NopStatusListener.class)
        .isNotEmpty();
    context.stop();
  }

  @Test
  void a_form_of_the_log_that_does_not_exist_is_text() throws Exception {
    System.setProperty("STILLWATCH_LOG", "JSON");
    try {
      assertThat(logged("db1", "a").getFirst()).contains("WARN", "A line of db1.");
    } finally {
      System.clearProperty("STILLWATCH_LOG");
    }
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
          .setCause(new IOException("no answer from https://me:pa55word@db1/"))
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
