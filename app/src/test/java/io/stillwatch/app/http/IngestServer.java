// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The web server with its way in open, and nothing behind the spool.
final class IngestServer {
  /// Documents that say what the record says: kind of the event, host, time, text.
  static final DocumentWriter WRITER =
      new DocumentWriter() {
        @Override
        public List<Document> encode(List<? extends Evidence> evidence) {
          return evidence.stream().map(this::encode).toList();
        }

        private Document encode(Evidence evidence) {
          if (!(evidence instanceof LogRecord line)) return snapshot(evidence);
          var text =
              String.join(
                  "|",
                  line.event().kind(),
                  line.host().name(),
                  line.at().toString(),
                  line.line().text());
          return new Document(line.dataset(), line.id(), text.getBytes(StandardCharsets.UTF_8));
        }

        private Document snapshot(Evidence evidence) {
          var kind = evidence instanceof HostConfig ? "config" : "listing";
          var text = kind + "|" + evidence.host().name() + "|" + evidence.at();
          return new Document("snapshots", evidence.id(), text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<BulkItemOutcome> write(List<Document> documents) {
          throw new AssertionError("Nothing is sent in these tests.");
        }
      };

  private IngestServer() {}

  /// A process that dies after so many commits, each time before the answer.
  public static void main(String[] arguments) throws Exception {
    var commits = new AtomicInteger(Integer.parseInt(arguments[1]));
    var spool = Spool.open(Path.of(arguments[0]), 1 << 30, InstantSource.system());
    var intake =
        new Intake(
            spool,
            WRITER,
            InstantSource.system(),
            () -> {
              if (commits.decrementAndGet() == 0) Runtime.getRuntime().halt(137);
            });
    var server = of(intake);
    server.start();
    System.out.println(server.port());
    Thread.currentThread().join();
  }

  static WebServer of(Intake intake) throws Exception {
    return of(intake, PingAddresses.adopting(InstantSource.system()));
  }

  static WebServer of(Intake intake, PingAddresses addresses) throws Exception {
    var settings = WebSettings.local(0);
    var ingest = new Ingest(intake, ZoneOffset.UTC, addresses);
    var ports =
        new WebPorts(
            Story.empty().ports(), List.of(), List.of(), Optional.of(ingest), Optional.empty());
    return new WebServer(ports, settings, WebServer.bind(settings));
  }
}
