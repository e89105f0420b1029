// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.file.FileSettings;
import io.stillwatch.collector.file.FileSource;
import io.stillwatch.collector.loop.Collector;
import io.stillwatch.collector.loop.CollectorStores;
import io.stillwatch.collector.loop.Pace;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

/// The product itself, from the file on: its file source, its collector, its spool, its writer.
record Stillwatch(LogSource.Delivery delivery, Path folder) implements Contestant {
  private static final long CAP_BYTES = 4L << 30;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final SourceId SOURCE = new SourceId("bench");
  private static final Host HOST = Host.server(LogFile.HOST);

  @Override
  public Usage send(LogFile file, Server server)
      throws IOException, StoreException, InterruptedException {
    var home = Files.createTempDirectory(folder, "spool");
    try (var spool = Spool.open(home, CAP_BYTES, InstantSource.system());
        var stores = server.connect(spool);
        var collector = collector(file.path(), stores, spool)) {
      Usage.forgetOwnPeak();
      var before = Usage.own();
      collector.start();
      server.awaitIndexed(file.lines(), PATIENCE);
      return Usage.own().since(before);
    }
  }

  Collector collector(Path log, ElasticStores stores, Spool spool) throws StoreException {
    var watched = new Watched(new Delivered(source(log), delivery), HOST, Reports.LOG_LINES);
    return new Collector(
        List.of(Discovery.of(List.of(watched))),
        new CollectorStores(
            stores.evidence(), stores.documents(), stores.sources(), stores.findings()),
        spool,
        Pace.USUAL,
        InstantSource.system());
  }

  static FileSource source(Path log) {
    return new FileSource(
        new FileSettings(SOURCE, HOST, ZoneOffset.UTC, List.of(log.toString())),
        InstantSource.system());
  }

  /// A file that is read as if it could not be read again, where the spool is to be measured.
  private record Delivered(FileSource files, Delivery delivery) implements LogSource {
    @Override
    public SourceId id() {
      return files.id();
    }

    @Override
    public Batch poll(Checkpoint from) throws SourceException {
      return files.poll(from);
    }
  }
}
