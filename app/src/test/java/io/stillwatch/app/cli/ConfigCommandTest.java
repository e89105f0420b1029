// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int check(String text) throws Exception {
    var file = Files.writeString(folder.resolve("stillwatch.yaml"), text);
    return new CommandLine(new ConfigCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler((e, command, _) -> {
          command.getErr().println(e.getMessage());
          return 1;
        })
        .execute("check", "--config", file.toString());
  }

  @Test
  void prints_every_key_in_force_and_masks_what_is_secret() throws Exception {
    var text =
        "web: {port: 9090}\nalerts: {signsOfLife: {heartbeatUrl: 'https://hc.example/s3cr'}}";
    assertThat(check(text)).isZero();
    assertThat(out.toString().lines())
        .contains(
            "web.port: 9090",
            "detection.tickSeconds: 60",
            "alerts.signsOfLife.heartbeatUrl: https://hc.example/•••");
  }

  @Test
  void a_misspelt_key_is_refused_with_the_nearest_one() throws Exception {
    assertThat(check("detection: {tickSecond: 5}")).isEqualTo(1);
    assertThat(err.toString())
        .contains("there is no key 'detection.tickSecond'. Did you mean 'tickSeconds'?");
    assertThat(out.toString()).isEmpty();
  }
}
