// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.app.Main;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfMemoryTest {
  @TempDir private Path folder;

  @Test
  void too_little_memory_is_said_and_never_looks_like_findings() throws Exception {
    var jobs =
        IntStream.range(0, 16_000)
            .mapToObj(i -> "61 2 * * * root /opt/report.sh " + i + "\n")
            .collect(Collectors.joining());
    var table = Files.writeString(folder.resolve("table"), jobs);
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "audit",
                "--as",
                "system",
                table.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said).contains("out of memory").contains("STILLWATCH_HEAP").doesNotContain("\tat ");
  }
}
