// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.testkit.source.LogSourceContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SnapshotSourceContractTest extends LogSourceContract {
  @TempDir private Path folder;

  @Override
  protected void add(String... pieces) throws Exception {
    var text = String.join("\n", pieces) + "\n";
    Files.writeString(
        folder.resolve("ops-1.ndjson"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  protected LogSource source() {
    var settings =
        new FileSettings(
            new SourceId("snapshots:ops"),
            Host.server("ops-1"),
            ZoneOffset.UTC,
            List.of(folder + "/*.ndjson"));
    return new SnapshotSource(settings, InstantSource.system());
  }

  @Override
  protected Optional<String> piece(Evidence evidence) {
    return evidence instanceof Listing listing
        ? Optional.of(snapshot(listing.at().toString(), listing.files().getFirst().sizeBytes()))
        : Optional.empty();
  }

  @Override
  protected String piece(int number) {
    return snapshot(String.format("2026-01-15T10:%02d:00Z", number), number);
  }

  private static String snapshot(String at, long size) {
    return "{\"@timestamp\":\""
        + at
        + "\",\"host\":{\"name\":\"ops-1\"},\"kind\":\"listing\",\"files\":[{\"path\":\"/var/log/a\",\"size\":"
        + size
        + "}]}";
  }
}
