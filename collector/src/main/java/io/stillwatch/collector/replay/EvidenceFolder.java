// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.collector.database.DatabaseRecords;
import io.stillwatch.collector.replay.Recording.RecordedHost;
import io.stillwatch.collector.snapshot.SnapshotCodec;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.evidence.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One evidence folder, taken apart into what it holds.
final class EvidenceFolder {
  /// Only cronie writes the end of a command, and only its child is called CROND.
  private static final Pattern CRONIE = Pattern.compile(" (?:CROND|crond)\\[\\d+]: ");

  private final Path root;
  private final List<FolderFile> files;
  private final Description description;

  private EvidenceFolder(Path root, List<FolderFile> files, Description description) {
    this.root = root;
    this.files = files;
    this.description = description;
  }

  static EvidenceFolder open(Path path) throws IOException {
    if (!Files.isDirectory(path))
      return new EvidenceFolder(path, List.of(ofSingle(path)), Description.NONE);
    var files = new ArrayList<FolderFile>();
    try (var tree = Files.walk(path)) {
      tree.filter(Files::isRegularFile).sorted().forEach(f -> files.add(FolderFile.of(path, f)));
    }
    var description = Description.NONE;
    for (var file : files) {
      if (file instanceof FolderFile.Description(var yaml)) description = Description.read(yaml);
    }
    return new EvidenceFolder(path, files, description);
  }

  private static FolderFile ofSingle(Path file) {
    return file.getFileName().toString().contains(".ndjson")
        ? new FolderFile.Snapshots(file)
        : new FolderFile.Log(file);
  }

  Recording read(Instant now) throws IOException {
    var evidence = new ArrayList<Evidence>();
    var ignored = new ArrayList<Path>();
    var guessed = new ArrayList<Path>();
    for (var file : files) {
      switch (file) {
        case FolderFile.Log(var log) -> {
          var records = log(log, now);
          evidence.addAll(records);
          if (records.stream().anyMatch(this::isOfGuessedYear)) guessed.add(log);
        }
        case FolderFile.Snapshots(var snapshots) -> evidence.addAll(snapshots(snapshots, now));
        case FolderFile.Ignored(var unread) -> ignored.add(unread);
        case FolderFile.Config _, FolderFile.Description _ -> {}
      }
    }
    var hosts = hosts(evidence);
    configuration(evidence, hosts.getFirst(), now).ifPresent(config -> evidence.addFirst(config));
    return new Recording(evidence, hosts, ignored, guessed);
  }

  private List<LogRecord> log(Path file, Instant now) throws IOException {
    var source = new SourceId("replay:" + relative(file));
    var database = DatabaseLog.ofPath(file.getFileName().toString());
    if (database.isPresent()) return database(file, database.get(), source, now);
    var records = new SyslogRecords(source, unnamed(), description.zone());
    return LogFileReader.records(
        LogFileReader.lines(file, RawLine.MAX_BYTES), records, description, now);
  }

  private List<LogRecord> database(Path file, DatabaseLog log, SourceId source, Instant now)
      throws IOException {
    var origin =
        new DatabaseRecords.Origin(source, unnamed(), DatabaseRecords.DATASET, log.program());
    var records = new DatabaseRecords(origin, log, description.zone(), now);
    var read = new ArrayList<LogRecord>();
    var carried = Carried.NOTHING;
    var start = description.tellsStart() ? description.start() : now;
    for (var line : LogFileReader.lines(file, RawLine.MAX_BYTES)) {
      var one = records.read(line, carried, start);
      carried = one.after();
      read.add(one.record());
    }
    return read;
  }

  private boolean isOfGuessedYear(LogRecord record) {
    return !description.tellsStart() && record.line().flags().contains("no-year");
  }

  private List<Evidence> snapshots(Path file, Instant now) throws IOException {
    var source = new SourceId("replay:" + relative(file));
    var codec = new SnapshotCodec(unnamed(), description.zone());
    var evidence = new ArrayList<Evidence>();
    for (var line : LogFileReader.lines(file, RawLine.MAX_SNAPSHOT_BYTES)) {
      if (line.raw().length == 0) continue;
      evidence.add(codec.read(source, line.position(), line.raw(), now));
    }
    return evidence;
  }

  /// Relative to the folder's parent, so that two folders have two sets of ids.
  private String relative(Path file) {
    var name = root.toAbsolutePath().normalize().getFileName();
    var below = root.equals(file) ? "" : "/" + root.relativize(file);
    return (name == null ? "" : name.toString()) + below;
  }

  private Host unnamed() {
    if (!description.host().isEmpty()) return Host.server(description.host());
    var name = root.toAbsolutePath().normalize().getFileName();
    return Host.server(name == null ? "host" : name.toString());
  }

  /// The host of the configuration comes first: the one that replay.yaml names, or the one that
  /// most lines name.
  private List<RecordedHost> hosts(List<Evidence> evidence) {
    var counted =
        evidence.stream().collect(Collectors.groupingBy(Evidence::host, Collectors.counting()));
    var named = description.host().isEmpty() ? Optional.<Host>empty() : Optional.of(unnamed());
    var main = named.or(() -> most(counted)).orElseGet(this::unnamed);
    var hosts = new ArrayList<RecordedHost>();
    hosts.add(new RecordedHost(main, platform(main, evidence)));
    counted.keySet().stream()
        .filter(host -> !host.equals(main))
        .sorted(Comparator.comparing(Host::name))
        .forEach(host -> hosts.add(new RecordedHost(host, platform(host, evidence))));
    return hosts;
  }

  private static Optional<Host> most(Map<Host, Long> counted) {
    return counted.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == Host.Kind.SERVER)
        .max(Map.Entry.<Host, Long>comparingByValue().thenComparing(e -> e.getKey().name()))
        .map(Map.Entry::getKey);
  }

  private Platform platform(Host host, List<Evidence> evidence) {
    var dialect = description.dialect().orElseGet(() -> dialect(host, evidence));
    return new Platform(dialect, description.zone(), "");
  }

  private static Dialect dialect(Host host, List<Evidence> evidence) {
    var cronie =
        evidence.stream()
            .filter(one -> one.host().equals(host) && one instanceof LogRecord)
            .map(LogRecord.class::cast)
            .anyMatch(record -> CRONIE.matcher(record.line().text()).find());
    return cronie ? Dialect.CRONIE : Dialect.DEBIAN;
  }

  /// In force from the first piece of evidence on, so that the replay never looks ahead further
  /// than it must.
  private Optional<HostConfig> configuration(
      List<Evidence> evidence, RecordedHost main, Instant now) throws IOException {
    var tables = new ArrayList<ConfigFile>();
    for (var file : files) {
      if (file instanceof FolderFile.Config(var table, var path))
        tables.add(
            ConfigFile.of(path, new String(Files.readAllBytes(table), StandardCharsets.UTF_8)));
    }
    if (tables.isEmpty()) return Optional.empty();
    var at = evidence.stream().map(Evidence::at).min(Comparator.naturalOrder()).orElse(now);
    var source = new SourceId("replay:" + relative(root));
    return Optional.of(
        new HostConfig(
            EvidenceId.of(source.value(), main.host().name(), "etc", at.toString()),
            source,
            main.host(),
            at,
            main.platform(),
            tables,
            new HostConfig.Accounts(List.of(), false),
            HostConfig.Disk.UNKNOWN));
  }
}
