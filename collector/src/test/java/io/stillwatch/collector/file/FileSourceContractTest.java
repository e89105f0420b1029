// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.testkit.source.LogSourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest extends LogSourceContract {
  @TempDir private Path folder;

  @Override
  protected void add(String... pieces) throws Exception {
    var text = String.join("\n", pieces) + "\n";
    Files.writeString(
        folder.resolve("cron.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  protected LogSource source() {
    var settings =
        new FileSettings(
            new SourceId("file:ops-1"),
            Host.server("ops-1"),
            ZoneOffset.UTC,
            List.of(folder.resolve("cron.log").toString()));
    return new FileSource(settings, InstantSource.fixed(Instant.parse("2026-02-01T00:00:00Z")));
  }

  @Override
  protected Optional<String> piece(Evidence evidence) {
    return evidence instanceof LogRecord record
        ? Optional.of(record.line().text())
        : Optional.empty();
  }

  @Override
  protected String piece(int number) {
    return String.format("Jan 15 10:%02d:00 ops-1 CRON[%d]: (root) CMD (true)", number, number);
  }
}
