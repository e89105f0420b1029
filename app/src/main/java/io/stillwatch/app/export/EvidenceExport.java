// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.indexer.export.EvidenceDocuments;
import io.stillwatch.indexer.export.EvidenceDocuments.Selection;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Writes what detection judged by to a folder that a replay reads: `evidence.ndjson`, one document
/// of Elasticsearch a line in the order of arrival, and `export.json`.
///
/// The folder appears as a whole or not at all.
public final class EvidenceExport {
  static final String EVIDENCE = "evidence.ndjson";

  private final EvidenceDocuments documents;
  private final WatchSettings settings;
  private final AlertSettings alerts;

  public EvidenceExport(EvidenceDocuments documents, WatchSettings settings, AlertSettings alerts) {
    this.documents = documents;
    this.settings = settings;
    this.alerts = alerts;
  }

  /// How much was written.
  public record Written(Path folder, long documents, int hosts, long bytes) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "Exported %,d documents of %d hosts (%,d bytes) to %s",
          documents,
          hosts,
          bytes,
          folder);
    }
  }

  /// Throws unless the folder is absent or empty, so that nothing is overwritten.
  public static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    if (!Files.isDirectory(folder))
      throw new IOException(folder + " is a file. Name a new folder for the export.");
    try (var inside = Files.list(folder)) {
      if (inside.findAny().isPresent())
        throw new IOException(folder + " is not empty. Name a new folder for the export.");
    }
  }

  public Written write(Selection selection, Path folder) throws IOException, StoreException {
    requireEmpty(folder);
    var target = folder.toAbsolutePath().normalize();
    var parent = Files.createDirectories(target.resolveSibling(""));
    var partial = Files.createTempDirectory(parent, ".stillwatch-export-");
    boolean done = false;
    try {
      var zones = evidence(selection, partial.resolve(EVIDENCE));
      if (zones.documents == 0)
        throw new StoreException(
            "There is no evidence of this range and these hosts, so nothing was exported. Look at"
                + " --from, --until and --host.");
      new ExportManifest(
              zones.documents,
              zones.byHost,
              settings.trainAfter(),
              settings.retrainEvery(),
              settings.alertsPerMonth(),
              ExportManifest.Pace.of(alerts))
          .write(partial);
      long bytes = Files.size(partial.resolve(EVIDENCE));
      Files.deleteIfExists(target);
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      done = true;
      return new Written(folder, zones.documents, zones.byHost.size(), bytes);
    } finally {
      if (!done) delete(partial);
    }
  }

  private Hosts evidence(Selection selection, Path file) throws IOException, StoreException {
    var hosts = new Hosts();
    try (var out = Files.newBufferedWriter(file)) {
      documents.<IOException>each(selection, document -> write(document, out, hosts));
    }
    return hosts;
  }

  private void write(JsonNode document, BufferedWriter out, Hosts hosts) throws IOException {
    out.write(document.toString());
    out.write('\n');
    hosts.documents++;
    var host = document.path("_source").path("host");
    if (host.isMissingNode()) return;
    var kind = Host.Kind.valueOf(host.path("type").asText());
    hosts.byHost.computeIfAbsent(new Host(host.path("name").asText(), kind), settings.zones());
  }

  /// What was met while writing.
  private static final class Hosts {
    private final Map<Host, ZoneId> byHost = new HashMap<>();
    private long documents;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
