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

/// What an export refuses before it reads anything.
class ExportCommandTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new ExportCommand())
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler((e, command, _) -> {
          command.getErr().println(e.getMessage());
          return 1;
        })
        .execute(arguments);
  }

  @Test
  void a_folder_with_something_in_it_is_left_alone() throws Exception {
    var kept = Files.writeString(folder.resolve("notes.txt"), "kept");
    assertThat(run("--data", folder.toString(), folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is not empty. Name a new folder");
    assertThat(kept).hasContent("kept");
    assertThat(run("--data", folder.toString(), kept.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is a file");
  }

  @Test
  void a_data_folder_without_an_embedded_server_is_named() {
    assertThat(run("--data", folder.toString(), folder.resolve("out").toString())).isEqualTo(1);
    assertThat(err.toString()).contains(folder.toString()).contains("--data").contains("--config");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_time_that_cannot_be_read_is_wrong_usage() {
    assertThat(run("--from", "yesterday", folder.resolve("out").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--from: 'yesterday' is not a time");
  }
}
