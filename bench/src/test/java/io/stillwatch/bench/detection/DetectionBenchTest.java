// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.bench.BenchCommand;
import io.stillwatch.core.anomaly.Detector;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DetectionBenchTest {
  /// Without an autoencoder and without the other classes, which take long.
  @Test
  void a_stop_of_a_five_minute_job_is_found() throws Exception {
    var selection = new Fleet.Selection(Set.of(Fault.STOP), Set.of(true), ZoneOffset.UTC);
    var whole = Fleet.of(PeriodClass.FIVE_MINUTES, selection, 1);
    var fleet = new Fleet(whole.every(), whole.series(), List.of(), whole.end());
    var figures = new Figures(new Evaluation(fleet, Detector.none(), 1).run());
    var json = DetectionJson.of(figures);
    assertThat(json.at("/summary/recall").asDouble()).isEqualTo(1);
    assertThat(json.at("/summary/median_delay_periods/5min").asDouble()).isBetween(0.0, 4.0);
    assertThat(json.at("/summary/false_alarms_per_series_year").asDouble()).isZero();
    assertThat(json.path("rows")).hasSize(3 * DetectorName.values().length);
    var text = new StringWriter();
    new MarkdownTables(figures, new PrintWriter(text)).print();
    assertThat(text.toString()).contains("| 5min | yes | 1 | 1 |");
  }

  @Test
  void an_unknown_fault_is_an_error() {
    var error = new StringWriter();
    var command = new CommandLine(new BenchCommand()).setErr(new PrintWriter(error));
    assertThat(command.execute("detection", "--fault", "gremlins")).isEqualTo(2);
    assertThat(error.toString()).contains("Not a known fault: [gremlins]");
  }
}
