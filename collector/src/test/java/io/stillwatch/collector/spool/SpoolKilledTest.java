// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.SourceId;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing that was acknowledged is lost when the process is killed, at whatever moment.
class SpoolKilledTest {
  private static final int KILLS = 5;

  @TempDir private Path folder;

  @Test
  void rows_and_checkpoint_move_together_through_every_kill() throws Exception {
    var random = new SplittableRandom(7);
    int acknowledged = 0;
    for (int round = 0; round < KILLS; round++) {
      acknowledged = writeUntilKilled(acknowledged + 1 + random.nextInt(400));
      try (var spool = Spool.open(folder, 1 << 30, InstantSource.system())) {
        int stored = Integer.parseInt(spool.checkpoint(new SourceId("test")).value());
        assertThat(stored).isGreaterThanOrEqualTo(acknowledged);
        assertThat(spool.oldest(0, Integer.MAX_VALUE, Long.MAX_VALUE, Set.of()))
            .extracting(row -> row.document().id())
            .containsExactlyElementsOf(
                IntStream.range(0, stored).mapToObj(n -> "id-" + n).toList());
        assertThat(spool.deadLetterCount()).isZero();
      }
    }
  }

  /// The number that the process acknowledged last before it was killed.
  private int writeUntilKilled(int enough) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SpoolWriter.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int acknowledged = 0;
    try (var lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        acknowledged = Integer.parseInt(line);
        if (acknowledged >= enough) process.toHandle().destroyForcibly();
      }
    }
    assertThat(process.waitFor()).isEqualTo(128 + 9);
    return acknowledged;
  }
}
