// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.app.run.Doctor.Sign;
import io.stillwatch.app.run.Doctor.State;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir private Path folder;

  private List<Sign> examined(String config) throws Exception {
    var file = Files.writeString(folder.resolve("stillwatch.yaml"), config);
    var signs = new ArrayList<Sign>();
    new Doctor(
            ConfigFile.read(file, Map.of()),
            folder.resolve("data"),
            InstantSource.system(),
            signs::add)
        .examine();
    return signs;
  }

  private static Sign of(List<Sign> signs, String what) {
    return signs.stream().filter(sign -> sign.what().equals(what)).findFirst().orElseThrow();
  }

  @Test
  void each_source_is_read_once() throws Exception {
    var log = folder.resolve("cron.log");
    Files.writeString(log, "Nov 22 02:30:01 web-1 CRON[7]: (root) CMD (/opt/rotate)\n".repeat(2));
    var files = "sources: {files: [{host: web-1, zone: UTC, paths: ['%s']}]}\nweb: {port: 0}";
    var sign = of(examined(files.formatted(log)), "file:web-1");
    assertThat(sign.state()).isEqualTo(State.OK);
    assertThat(sign.says()).startsWith("records read: ").doesNotContain("records read: 0");
  }

  @Test
  void a_source_that_cannot_be_read_says_what_to_do() throws Exception {
    var journal = "sources: {journal: [{host: a, zone: UTC, command: [/nowhere/journalctl]}]}";
    var sign = of(examined(journal), "journal:a");
    assertThat(sign.state()).isEqualTo(State.PROBLEM);
    assertThat(sign.says()).contains("/nowhere/journalctl");
  }

  @Test
  void a_cluster_that_does_not_answer_is_a_problem() throws Exception {
    var sign = of(examined("elasticsearch: {url: 'http://127.0.0.1:1'}"), "Elasticsearch");
    assertThat(sign.state()).isEqualTo(State.PROBLEM);
    assertThat(sign.says()).contains("127.0.0.1:1");
  }

  @Test
  void a_port_that_is_taken_is_a_problem() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var sign = of(examined("web: {port: " + taken.getLocalPort() + "}"), "web port");
      assertThat(sign.state()).isEqualTo(State.PROBLEM);
      assertThat(sign.says()).contains(":" + taken.getLocalPort());
    }
  }

  @Test
  void without_a_route_nobody_would_be_told() throws Exception {
    var sign = of(examined("web: {port: 0}"), "routes");
    assertThat(sign.state()).isEqualTo(State.PROBLEM);
  }

  @Test
  void nothing_is_made_to_find_out() throws Exception {
    var sign = of(examined("web: {port: 0}"), "data folder");
    assertThat(sign.state()).isEqualTo(State.OK);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_folder_in_use_is_a_problem() throws Exception {
    try (var used = DataFolder.open(folder.resolve("data"))) {
      var sign = of(examined("web: {port: 0}"), "data folder");
      assertThat(sign.state()).isEqualTo(State.PROBLEM);
      assertThat(sign.says()).contains(used.path().toString(), "Another Stillwatch");
    }
  }
}
