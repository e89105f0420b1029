// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.search.SearchResult.Hit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLinesTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void the_time_comes_first_and_missing_fields_are_empty() throws Exception {
    assertThat(csv(List.of("host.name", "process.pid", "@timestamp"), Map.of("process.pid", -7)))
        .isEqualTo("@timestamp,host.name,process.pid\r\n2026-11-22T08:00:00Z,,-7\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain             | plain",
        "a,b               | \"a,b\"",
        "say \"hi\"        | \"say \"\"hi\"\"\"",
        "=1+1              | '=1+1",
        "+49 30            | '+49 30",
        "-rm               | '-rm",
        "@SUM(A1)          | '@SUM(A1)",
        "=cmd,\"x\"        | \"'=cmd,\"\"x\"\"\"",
        "~~                | ~~",
      })
  void a_value_is_quoted_where_needed_and_never_a_formula(String value, String cell)
      throws Exception {
    var csv = csv(List.of("message"), Map.of("message", value));
    assertThat(csv).isEqualTo("@timestamp,message\r\n2026-11-22T08:00:00Z," + cell + "\r\n");
  }

  @Test
  void line_ends_stay_within_their_cell_and_lists_become_one() throws Exception {
    assertThat(csv(List.of("message"), Map.of("message", "a\nb"))).endsWith(",\"a\nb\"\r\n");
    assertThat(csv(List.of("tags"), Map.of("tags", List.of("x", "y")))).endsWith(",\"x, y\"\r\n");
  }

  private static String csv(List<String> columns, Map<String, Object> fields) throws Exception {
    var out = new ByteArrayOutputStream();
    var csv = new CsvLines(columns, out);
    csv.head();
    csv.write(new Hit("index", "id", AT, fields));
    return out.toString(StandardCharsets.UTF_8);
  }
}
