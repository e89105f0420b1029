// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.collector.EvidenceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The segments that wait for the archive: each two files, the data and a line of index for each
/// batch.
///
/// The index is written after the data, so what a crash left half written has no line and is cut
/// off at the next start.
final class ArchiveFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = ".ndjson.gz";
  private static final String INDEX = ".index";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private Optional<Segment> open = Optional.empty();

  /// A segment by its name, since when it is written, and how long its data are.
  private record Segment(String name, Instant since, long bytes) {}

  ArchiveFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    for (var name : names()) mend(name);
  }

  private void mend(String name) throws IOException {
    long indexed = 0;
    for (var batch : batches(name))
      indexed = batch.path("position").asLong() + batch.path("length").asLong();
    if (indexed == 0) {
      delete(name);
      return;
    }
    try (var data = FileChannel.open(data(name), StandardOpenOption.WRITE)) {
      if (data.size() > indexed) data.truncate(indexed);
    }
  }

  /// Adds a batch to the segment that is open, or begins one.
  synchronized void add(ArchivedBatch batch, Instant now) throws IOException {
    if (open.isEmpty()) open = Optional.of(begun(batch, now));
    var segment = open.get();
    Files.write(
        data(segment.name()), batch.packed(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    var index = batch.index().put("position", segment.bytes()).put("length", batch.packed().length);
    Files.writeString(
        index(segment.name()), index + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    long bytes = segment.bytes() + batch.packed().length;
    open = Optional.of(new Segment(segment.name(), segment.since(), bytes));
    if (bytes >= ArchiveSettings.SEGMENT_BYTES) open = Optional.empty();
  }

  private static Segment begun(ArchivedBatch first, Instant now) {
    var hash = EvidenceId.fingerprint(first.packed(), 0, first.packed().length);
    return new Segment(NAME.format(now) + "-" + hash, now, 0);
  }

  /// What may be sent: segments that nobody writes any more, the oldest first.
  synchronized List<String> closed(Instant now, Duration age) throws IOException {
    if (open.isPresent() && !now.isBefore(open.get().since().plus(age))) open = Optional.empty();
    var writing = open.map(Segment::name).orElse("");
    return names().stream().filter(name -> !name.equals(writing)).toList();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(DATA))
          .map(name -> name.substring(0, name.length() - DATA.length()))
          .sorted()
          .toList();
    }
  }

  long pendingBytes() {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of the archive cannot be listed: " + folder, e);
    }
  }

  Path data(String name) {
    return folder.resolve(name + DATA);
  }

  private Path index(String name) {
    return folder.resolve(name + INDEX);
  }

  /// What is where in a segment.
  List<ObjectNode> batches(String name) throws IOException {
    if (!Files.exists(index(name))) return List.of();
    var batches = new ArrayList<ObjectNode>();
    var text = new String(Files.readAllBytes(index(name)), StandardCharsets.UTF_8);
    for (var line : text.split("\n", -1)) batch(line).ifPresent(batches::add);
    return batches;
  }

  /// Empty for a line that a crash cut.
  private static Optional<ObjectNode> batch(String line) {
    try {
      return JSON.readTree(line) instanceof ObjectNode batch
          ? Optional.of(batch)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /// The day of a segment, as part of a key.
  static String day(String name) {
    return name.substring(0, 4) + "/" + name.substring(4, 6) + "/" + name.substring(6, 8) + "/";
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(data(name));
    Files.deleteIfExists(index(name));
  }
}
