// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import io.stillwatch.app.export.ExportFolder;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.export.EvidenceDocuments;
import io.stillwatch.indexer.export.EvidenceDocuments.Arrived;
import io.stillwatch.indexer.export.EvidenceDocuments.Content;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;

/// The evidence of an export as it arrived, with the states that its sources had then.
///
/// There is a tick when something arrived, at most once a minute: states of sources arrive every
/// five minutes while the product runs, and while it does not, nothing is judged. Instants of
/// arrival count in whole seconds, because documents of one request have increasing ones.
final class ExportedFeed implements EvidenceFeed, AutoCloseable {
  private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

  private final Path file;
  private final BufferedReader lines;
  private Optional<Arrived> ahead = Optional.empty();
  private Instant earliest = Instant.MIN;
  private long line;

  private ExportedFeed(Path file, BufferedReader lines) {
    this.file = file;
    this.lines = lines;
  }

  static ExportedFeed open(ExportFolder folder) throws IOException {
    var file = folder.evidence();
    if (!Files.isReadable(file))
      throw new IOException(file + " is missing or cannot be read. Export again.");
    return new ExportedFeed(file, Files.newBufferedReader(file));
  }

  @Override
  public Optional<Arrivals> next() throws IOException {
    if (ahead.isEmpty()) ahead = read();
    if (ahead.isEmpty()) return Optional.empty();
    var arrival = ahead.get().at();
    var now = Instants.later(arrival, earliest);
    earliest = now.plus(SHORTEST_PAUSE);
    var evidence = new ArrayList<Evidence>();
    var sources = new ArrayList<CollectorState>();
    var removed = new ArrayList<CollectorState>();
    var labels = new ArrayList<Label>();
    while (ahead.isPresent() && !ahead.get().at().isAfter(now)) {
      switch (ahead.get().content()) {
        case Content.OfHost(var one) -> evidence.add(one);
        case Content.OfSource(var state) -> {
          removed.removeIf(other -> other.key().equals(state.key()));
          sources.add(state);
        }
        case Content.SourceRemoved(var state) -> {
          sources.removeIf(other -> other.key().equals(state.key()));
          removed.add(state);
        }
        case Content.Said(var label) -> labels.add(label);
      }
      ahead = read();
    }
    return Optional.of(new Arrivals(now, evidence, sources, removed, labels));
  }

  private Optional<Arrived> read() throws IOException {
    for (var text = lines.readLine(); text != null; text = lines.readLine()) {
      line++;
      var arrived = parse(text);
      if (arrived.isPresent()) return arrived;
    }
    return Optional.empty();
  }

  private Optional<Arrived> parse(String text) throws IOException {
    try {
      return EvidenceDocuments.read(text)
          .map(one -> new Arrived(one.at().truncatedTo(ChronoUnit.SECONDS), one.content()));
    } catch (StoreException e) {
      throw new IOException(
          file + ", line " + line + ": the document " + e.getMessage() + ". Export again.", e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
