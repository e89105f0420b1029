// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwatch.bench.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DetectionBenchTest {
  @Test
  void a_stop_of_a_five_minute_job_is_found() throws IOException {
    var json = run("--class", "5min", "--fault", "stop", "--configured", "true");
    assertThat(json.at("/summary/recall").asDouble()).isEqualTo(1);
    assertThat(json.at("/summary/median_delay_periods/5min").asDouble()).isLessThan(4);
    assertThat(json.at("/summary/false_alarms_per_series_year").asDouble()).isZero();
    assertThat(json.path("rows"))
        .hasSize(2 * DetectorName.values().length)
        .allMatch(row -> row.path("class").asText().equals("5min"));
  }

  @Test
  void an_unknown_fault_is_an_error() {
    var error = new StringWriter();
    var command = new CommandLine(new BenchCommand()).setErr(new PrintWriter(error));
    assertThat(command.execute("detection", "--fault", "gremlins")).isEqualTo(2);
    assertThat(error.toString()).contains("Not a known fault: [gremlins]");
  }

  private static JsonNode run(String... options) throws IOException {
    var out = new StringWriter();
    var command = new CommandLine(new BenchCommand()).setOut(new PrintWriter(out));
    var arguments = new String[options.length + 3];
    arguments[0] = "detection";
    arguments[1] = "--format";
    arguments[2] = "json";
    System.arraycopy(options, 0, arguments, 3, options.length);
    assertThat(command.execute(arguments)).isZero();
    return JsonMapper.builder().build().readTree(out.toString());
  }
}
