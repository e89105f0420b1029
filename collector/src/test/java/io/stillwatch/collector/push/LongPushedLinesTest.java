// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongPushedLinesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T02:00:00Z"));

  /// Two bytes each from the second on, so that a limit of an even number of bytes falls within
  /// one.
  private static final String LONG = "x" + "\u00e9".repeat(700_000);

  private final ObjectMapper json = new ObjectMapper();
  private final SeenRecords seen = new SeenRecords();
  @TempDir private Path folder;

  private interface Use {
    void of(Intake intake) throws Exception;
  }

  private void intake(Use use) throws Exception {
    try (var spool = Spool.open(folder, 1 << 20, CLOCK)) {
      use.of(new Intake(spool, seen, CLOCK));
    }
  }

  private byte[] bulk() throws Exception {
    var document =
        Map.of(
            "@timestamp", "2026-11-22T01:00:00Z",
            "host.name", "web-1",
            "process.name", "app",
            "message", LONG);
    return ("{\"create\":{}}\n" + json.writeValueAsString(document) + "\n").getBytes(UTF_8);
  }

  private String text() {
    return seen.records().stream().map(one -> one.line().text()).collect(Collectors.joining());
  }

  @Test
  void a_bulk_document_with_a_line_beyond_the_limit_is_kept_whole_in_pieces() throws Exception {
    intake(intake -> {
      var answer = new BulkIntake(intake, ZoneOffset.UTC).take(bulk(), "logs", "10.0.0.1");
      var items = json.readTree(answer).path("items");
      assertThat(items).hasSize(1);
      assertThat(items.path(0).path("create").path("status").asInt()).isEqualTo(201);
    });
    assertThat(seen.records()).hasSize(3);
    assertThat(text()).isEqualTo("2026-11-22T01:00:00Z web-1 app: " + LONG);
    assertThat(seen.records())
        .allSatisfy(one -> {
          assertThat(one.host().name()).isEqualTo("web-1");
          assertThat(one.at()).isEqualTo("2026-11-22T01:00:00Z");
          assertThat(one.line().flags()).doesNotContain("lossy");
        });
  }

  @Test
  void a_long_command_is_kept_in_part_and_the_line_says_so() throws Exception {
    var document =
        Map.of(
            "@timestamp",
            "2026-11-22T01:00:00Z",
            "host.name",
            "web-1",
            "process.name",
            "CRON",
            "message",
            "(root) CMD (/opt/a " + "x ".repeat(50_000) + ")");
    var body = "{\"create\":{}}\n" + json.writeValueAsString(document) + "\n";
    intake(intake ->
        new BulkIntake(intake, ZoneOffset.UTC).take(body.getBytes(UTF_8), "logs", "10.0.0.1"));
    var line = seen.records().getFirst();
    assertThat(line.line().flags()).contains("shortened");
    assertThat(line.line().text()).hasSizeGreaterThan(100_000);
    assertThat(((LogEvent.RunStarted) line.event()).command())
        .hasSizeLessThanOrEqualTo(LogEvent.LONGEST)
        .endsWith(" more characters]");
  }

  @Test
  void pieces_that_are_sent_again_are_the_same_documents() throws Exception {
    intake(intake -> new BulkIntake(intake, ZoneOffset.UTC).take(bulk(), "logs", "10.0.0.1"));
    intake(intake -> new BulkIntake(intake, ZoneOffset.UTC).take(bulk(), "logs", "10.0.0.1"));
    assertThat(seen.records()).hasSize(6);
    assertThat(seen.records().stream().map(LogRecord::id).distinct()).hasSize(3);
  }

  @Test
  void a_log_record_of_opentelemetry_beyond_the_limit_counts_as_one() throws Exception {
    var request =
        Map.of("resourceLogs", list(Map.of("scopeLogs", list(Map.of("logRecords", list(log()))))));
    intake(intake -> {
      var body = json.writeValueAsBytes(request);
      assertThat(new OtlpIntake(intake, ZoneOffset.UTC).take(body, "10.0.0.1")).isEqualTo(1);
    });
    assertThat(seen.records()).hasSize(3);
    assertThat(text()).endsWith(LONG);
  }

  private static Map<String, Object> log() {
    return Map.of("timeUnixNano", "1795309200000000000", "body", Map.of("stringValue", LONG));
  }

  private static Object list(Object one) {
    return java.util.List.of(one);
  }
}
