// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Permanent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The configuration of one account: told when it changed, and every hour for the sake of its
/// figures.
final class FactsSource implements LogSource {
  /// Asks for all documents, and for the events since an instant.
  interface Reader {
    List<FactsDocument> documents(Questions questions) throws SourceException, InterruptedException;

    List<Evidence> events(Instant since, Instant now, Questions questions)
        throws SourceException, InterruptedException;
  }

  private final SourceId id;
  private final Duration every;
  private final Reader reader;
  private final InstantSource clock;
  private List<Permanent> denied = List.of();
  private Ended last = new Ended(Checkpoint.START, Instant.MIN);

  private record Ended(Checkpoint next, Instant at) {}

  FactsSource(SourceId id, Duration every, Reader reader, InstantSource clock) {
    this.id = id;
    this.every = every;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public SourceId id() {
    return id;
  }

  /// What is true of an account can be asked for again.
  @Override
  public Delivery delivery() {
    return Delivery.DIRECT;
  }

  @Override
  public synchronized List<Permanent> shortcomings() {
    return denied;
  }

  @Override
  public synchronized Batch poll(Checkpoint from) throws SourceException, InterruptedException {
    var now = clock.instant();
    if (from.equals(last.next()) && now.isBefore(last.at().plus(every)))
      return new Batch(List.of(), from, true, last.at());
    var state = FactsState.of(from);
    var questions = new Questions();
    var documents = reader.documents(questions);
    var evidence = new ArrayList<>(reader.events(state.eventsKnownUntil(), now, questions));
    denied = questions.denied();
    if (documents.isEmpty() && !denied.isEmpty()) throw denied.getFirst();
    var told = new HashMap<String, FactsState.Told>();
    byHost(documents)
        .forEach((host, all) -> {
          var before = state.hosts().get(host.name());
          var config = config(host, all, now);
          var digest = digest(config);
          if (before != null && before.holds(digest, now)) {
            told.put(host.name(), before);
          } else {
            told.put(host.name(), new FactsState.Told(digest, now.toString()));
            evidence.add(config);
          }
        });
    var next = new FactsState(told, now.toString()).checkpoint();
    last = new Ended(next, now);
    return new Batch(evidence, next, true, now);
  }

  private static Map<Host, List<FactsDocument>> byHost(List<FactsDocument> documents) {
    var hosts = new LinkedHashMap<Host, List<FactsDocument>>();
    for (var one : documents) hosts.computeIfAbsent(one.host(), _ -> new ArrayList<>()).add(one);
    return hosts;
  }

  private HostConfig config(Host host, List<FactsDocument> documents, Instant now) {
    var figures = new HashMap<String, String>();
    var files = new ArrayList<ConfigFile>();
    for (var one : documents) {
      figures.putAll(one.figures());
      files.add(ConfigFile.of(one.path(), one.body().toString()));
    }
    return new HostConfig(
        EvidenceId.of(id.value(), host.name(), now.toString()),
        id,
        host,
        now,
        new Platform(Platform.Dialect.DEBIAN, ZoneOffset.UTC, "AWS", figures),
        files,
        new HostConfig.Accounts(List.of(), false),
        HostConfig.Disk.UNKNOWN);
  }

  /// Without the figures.
  private static String digest(HostConfig config) {
    var texts =
        config.files().stream().map(file -> file.path() + "|" + file.text()).sorted().toList();
    return EvidenceId.of(texts.toArray(String[]::new));
  }
}
