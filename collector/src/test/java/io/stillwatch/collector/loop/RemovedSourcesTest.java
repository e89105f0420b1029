// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.push.PushedSources;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.LogSource.Delivery;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the states of sources that are no longer configured are removed.
class RemovedSourcesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T10:00:00Z"));

  @TempDir private Path folder;
  private final FailingStore states = new FailingStore();
  private final ScriptedSource kept = new ScriptedSource("kept", Delivery.DIRECT);
  private final ScriptedSource dropped = new ScriptedSource("dropped", Delivery.SPOOLED);
  private final Changing configured = new Changing("configured");
  private final Changing account = new Changing("rds:eu-central-1");

  private Running start() throws Exception {
    return start("spool");
  }

  /// One process of the product with a spool of its own.
  private Running start(String spoolName) throws Exception {
    return start(spoolName, configured, account);
  }

  private Running start(String spoolName, Discovery... collected) throws Exception {
    var spool = Spool.open(folder.resolve(spoolName), 1 << 20, CLOCK);
    var index = new ScriptedIndex();
    var findings = InMemoryStores.empty().findings();
    var discoveries = new ArrayList<>(List.of(collected));
    discoveries.add(new PushedSources(spool, Duration.ofHours(1), CLOCK));
    return new Running(
        spool,
        new Collector(
            discoveries,
            new CollectorStores(index, index, states, findings),
            spool,
            Pace.USUAL,
            CLOCK));
  }

  private record Running(Spool spool, Collector collector) implements AutoCloseable {
    @Override
    public void close() {
      collector.close();
      spool.close();
    }
  }

  private List<String> stored() throws StoreException {
    return states.all().stream().map(state -> state.source().value()).sorted().toList();
  }

  @Test
  void a_source_that_is_no_longer_discovered_loses_its_state_and_those_of_its_hosts()
      throws Exception {
    dropped.add(Host.server("web-1"));
    configured.sources = List.of(kept, dropped);
    try (var running = start()) {
      running.collector().round();
      assertThat(stored())
          .containsExactly("scripted:dropped", "scripted:dropped@web-1", "scripted:kept");
      configured.sources = List.of(kept);
      running.collector().round();
      assertThat(stored()).containsExactly("scripted:kept");
    }
  }

  @Test
  void a_source_that_was_removed_while_the_collector_was_down_loses_its_state() throws Exception {
    configured.sources = List.of(kept, dropped);
    try (var running = start()) {
      running.collector().round();
    }
    configured.sources = List.of(kept);
    try (var running = start()) {
      running.collector().round();
    }
    assertThat(stored()).containsExactly("scripted:kept");
  }

  @Test
  void a_failed_discovery_removes_no_state() throws Exception {
    account.sources = List.of(dropped);
    configured.sources = List.of(kept);
    try (var running = start()) {
      running.collector().round();
      account.failing = true;
      running.collector().round();
      assertThat(stored()).contains("scripted:dropped", "scripted:kept");
    }
    try (var running = start()) { // nothing is known of the account since the restart
      running.collector().round();
      assertThat(stored()).contains("scripted:dropped", "scripted:kept");
      account.failing = false;
      account.sources = List.of();
      running.collector().round();
      assertThat(stored()).contains("scripted:kept").doesNotContain("scripted:dropped");
    }
  }

  @Test
  void a_failed_discovery_does_not_keep_what_another_one_dropped() throws Exception {
    configured.sources = List.of(kept, dropped);
    account.failing = true;
    try (var running = start()) {
      running.collector().round();
      configured.sources = List.of(kept);
      running.collector().round();
      assertThat(stored()).containsExactly("rds:eu-central-1", "scripted:kept");
    }
  }

  @Test
  void states_of_other_collectors_and_of_unknown_origin_are_kept() throws Exception {
    var unknown =
        new SourceState(
            new SourceId("file:old"),
            Host.server("old"),
            Reports.LOG_LINES,
            CLOCK.instant(),
            CLOCK.instant(),
            "");
    states.put(List.of(CollectorState.exclusive(unknown)));
    configured.sources = List.of(dropped);
    try (var other = start("other")) {
      other.collector().round();
    }
    configured.sources = List.of(kept);
    try (var running = start()) {
      running.collector().round();
    }
    assertThat(stored()).containsExactly("file:old", "scripted:dropped", "scripted:kept");
  }

  @Test
  void a_removal_that_was_not_stored_is_repeated() throws Exception {
    configured.sources = List.of(kept, dropped);
    try (var running = start()) {
      running.collector().round();
      configured.sources = List.of(kept);
      states.failing = true;
      running.collector().round();
      assertThat(stored()).contains("scripted:dropped");
      states.failing = false;
      running.collector().round();
      assertThat(stored()).containsExactly("scripted:kept");
    }
  }

  @Test
  void sources_that_another_process_reads_are_not_polled_and_keep_their_states() throws Exception {
    account.sources = List.of(dropped);
    configured.sources = List.of(kept);
    try (var running = start()) {
      running.collector().round();
      account.active = false;
      account.sources = List.of();
      dropped.bug = new IllegalStateException("read without the lease");
      configured.sources = List.of();
      running.collector().round();
      running.collector().round();
      assertThat(stored()).contains("scripted:dropped").doesNotContain("scripted:kept");
      assertThat(account.asked).isEqualTo(1);
    }
  }

  @Test
  void sources_that_are_read_here_again_follow_the_configuration_again() throws Exception {
    account.sources = List.of(dropped);
    configured.sources = List.of(kept);
    try (var running = start()) {
      running.collector().round();
      account.active = false;
      running.collector().round();
      account.active = true;
      running.collector().round();
      assertThat(stored()).containsExactly("scripted:dropped", "scripted:kept");
      account.sources = List.of();
      running.collector().round();
      assertThat(stored()).containsExactly("scripted:kept");
    }
  }

  @Test
  void a_standby_removes_no_state_of_sources_that_it_never_saw() throws Exception {
    account.sources = List.of(dropped);
    try (var reader = start()) {
      reader.collector().round();
    }
    account.active = false;
    try (var restarted = start()) {
      restarted.collector().round();
      assertThat(account.asked).isEqualTo(1);
    }
    assertThat(stored()).containsExactly("scripted:dropped");
  }

  @Test
  void a_process_that_does_not_collect_removes_no_state_that_it_stored_as_a_collector()
      throws Exception {
    dropped.add(Host.server("web-1"));
    configured.sources = List.of(kept, dropped);
    try (var collecting = start()) {
      collecting.collector().round();
    }
    try (var receiving = start("spool", new Discovery[0])) {
      receiving.collector().round();
      receiving.collector().round();
    }
    assertThat(stored())
        .containsExactly("scripted:dropped", "scripted:dropped@web-1", "scripted:kept");
  }

  @Test
  void a_source_that_another_process_still_reads_keeps_its_state() throws Exception {
    configured.sources = List.of(kept, dropped);
    try (var here = start();
        var there = start("other")) {
      there.collector().round();
      here.collector().round();
      configured.sources = List.of(kept);
      here.collector().round();
    }
    assertThat(stored()).containsExactly("scripted:dropped", "scripted:kept");
  }

  /// A discovery whose answer changes, and whose sources may be those of another process.
  private static final class Changing implements Discovery {
    private final SourceId id;
    private List<ScriptedSource> sources = List.of();
    private boolean failing;
    private boolean active = true;
    private int asked;

    Changing(String id) {
      this.id = new SourceId(id);
    }

    @Override
    public SourceId id() {
      return id;
    }

    @Override
    public Host host() {
      return Host.server(id.value());
    }

    @Override
    public boolean active() {
      return active;
    }

    @Override
    public List<Watched> watched() throws SourceException {
      asked++;
      if (failing)
        throw new SourceException.Retryable(
            "throttled", Duration.ofSeconds(30), new IllegalStateException());
      return sources.stream().map(ScriptedSource::watched).toList();
    }
  }

  /// A store whose removals fail on demand.
  private static final class FailingStore implements SourceStore {
    private final SourceStore store = InMemoryStores.empty().sources();
    private boolean failing;

    @Override
    public void put(List<CollectorState> changed) throws StoreException {
      store.put(changed);
    }

    @Override
    public void remove(Collection<CollectorState> removed) throws StoreException {
      if (failing) throw new StoreException("connection refused");
      store.remove(removed);
    }

    @Override
    public List<CollectorState> reported() throws StoreException {
      return store.reported();
    }
  }
}
