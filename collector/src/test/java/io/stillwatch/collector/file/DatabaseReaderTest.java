// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseReaderTest {
  @TempDir private Path folder;

  @Test
  void a_record_goes_on_in_the_next_poll() throws Exception {
    var file = folder.resolve("postgresql.log");
    Files.writeString(
        file, "2026-11-20 10:00:00.500 UTC [7] app@orders LOG:  statement: SELECT 1\n");
    var settings =
        new FileSettings(
            new SourceId("file:db-1"),
            Host.server("db-1"),
            ZoneOffset.UTC,
            List.of(file.toString()));
    var source =
        new FileSource(settings, InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z")));
    var first = source.poll(Checkpoint.START);
    Files.writeString(file, "\tFROM orders\n", StandardOpenOption.APPEND);
    var second = source.poll(first.next());

    assertThat(first.evidence()).hasSize(1);
    var rest = (LogRecord) second.evidence().getFirst();
    assertThat(rest.line().flags()).containsExactly(Line.CONTINUATION);
    assertThat(rest.line().fields().recordOffset()).isZero();
    assertThat(rest.line().fields().session().user()).isEqualTo("app");
    assertThat(rest.at()).isEqualTo(Instant.parse("2026-11-20T10:00:00.500Z"));
  }
}
