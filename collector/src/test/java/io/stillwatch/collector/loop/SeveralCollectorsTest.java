// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.collector.push.Heartbeats.Signal;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.push.PushedSources;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.LogSource.Delivery;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes, each with a spool of its own, report the same source to one store.
class SeveralCollectorsTest {
  private static final Instant START = Instant.parse("2026-01-15T10:00:00Z");
  private static final String WEB = "push:web-1";
  private static final String PINGS = "ping:heartbeats";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final SourceStore states = InMemoryStores.empty().sources();
  private final List<Process> processes = new ArrayList<>();
  private Process first;
  private Process second;

  @BeforeEach
  void start() throws Exception {
    first = process("first");
    second = process("second");
  }

  @AfterEach
  void close() {
    processes.forEach(Process::close);
  }

  private Process process(String name, Discovery... discoveries) throws Exception {
    var spool = Spool.open(folder.resolve(name), 1 << 20, clock);
    var index = new ScriptedIndex();
    var findings = InMemoryStores.empty().findings();
    var all = new ArrayList<>(List.of(discoveries));
    all.add(new PushedSources(spool, Duration.ofHours(1), clock));
    var collector =
        new Collector(
            all, new CollectorStores(index, index, states, findings), spool, Pace.USUAL, clock);
    var process = new Process(spool, index, collector, new Intake(spool, index, clock));
    processes.add(process);
    return process;
  }

  /// One `serve` process.
  private record Process(Spool spool, ScriptedIndex index, Collector collector, Intake intake) {
    void push(Instant at) throws StoreException {
      var id = EvidenceId.of("pushed", at.toString());
      var position = new Position("/pushed", "pushed", 0);
      var event = new LogEvent.RunStarted("root", "true", 0);
      intake.keep(
          "192.0.2.1",
          List.of(
              new LogRecord(
                  id,
                  new SourceId(WEB),
                  "cron.syslog",
                  Host.server("web-1"),
                  at,
                  position,
                  Line.of("line " + at),
                  event)));
    }

    void ping() throws StoreException {
      new Heartbeats(intake).ping("backup", new Signal.Success(), "");
    }

    void round() throws Exception {
      collector.round();
    }

    void close() {
      collector.close();
      spool.close();
    }
  }

  /// A minute passes at a time, after each of which these processes poll and report.
  private void pass(Duration time, Process... running) throws Exception {
    var end = now.get().plus(time);
    while (now.get().isBefore(end)) {
      now.set(now.get().plusSeconds(60));
      for (var process : running) process.round();
    }
  }

  private SourceState state(String source) throws Exception {
    assertThat(states.all()).extracting(one -> one.source().value()).doesNotHaveDuplicates();
    return states.all().stream()
        .filter(state -> state.source().equals(new SourceId(source)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_host_that_pushes_to_two_processes_is_complete_up_to_its_newest_line() throws Exception {
    first.push(START.minusSeconds(60));
    second.push(START.minusSeconds(30));
    second.round();
    first.round();
    assertThat(state(WEB).completeUntil()).isEqualTo(START.minusSeconds(30));
    assertThat(state(WEB).newestRecord()).isEqualTo(START.minusSeconds(30));
  }

  @Test
  void a_line_that_waits_in_one_spool_holds_back_what_the_other_process_claims() throws Exception {
    first.push(START);
    first.round();
    second.push(START);
    second.round();
    pass(Duration.ofMinutes(1), first, second);
    second.index().busy(true);
    second.push(now.get());
    var waitsSince = now.get();
    for (int minute = 0; minute < 10; minute++) {
      now.set(now.get().plusSeconds(60));
      first.push(now.get());
      first.round();
      assertThatThrownBy(second::round).isInstanceOf(StoreException.class);
    }
    assertThat(state(WEB).completeUntil()).isEqualTo(waitsSince);
    second.index().busy(false);
    second.round();
    assertThat(state(WEB).completeUntil()).isEqualTo(now.get());
  }

  @Test
  void a_host_whose_lines_reach_another_process_is_not_blind() throws Exception {
    first.push(START);
    second.push(START);
    pass(Duration.ofMinutes(50), first, second);
    second.push(now.get());
    pass(Duration.ofMinutes(50), second, first);
    assertThat(state(WEB).blind()).isFalse();
    assertThat(state(WEB).completeUntil()).isEqualTo(START.plusSeconds(50 * 60));
    pass(Duration.ofMinutes(20), second, first);
    assertThat(state(WEB).problem()).contains("pushed nothing");
  }

  @Test
  void a_process_that_went_away_neither_holds_back_nor_hides_that_a_host_is_quiet()
      throws Exception {
    first.push(START);
    second.push(START);
    pass(Duration.ofMinutes(1), first, second);
    now.set(now.get().plusSeconds(60));
    first.push(now.get());
    first.round();
    assertThat(state(WEB).completeUntil()).isEqualTo(START.plusSeconds(60));
    pass(Duration.ofMinutes(10), first);
    assertThat(state(WEB).completeUntil()).isEqualTo(START.plusSeconds(120));
    pass(Duration.ofMinutes(60), first);
    assertThat(state(WEB).blind()).isTrue();
  }

  @Test
  void heartbeats_are_complete_up_to_the_last_poll_of_the_slower_process() throws Exception {
    first.ping();
    second.ping();
    pass(Duration.ofMinutes(2), first, second);
    pass(Duration.ofMinutes(2), first);
    assertThat(state(PINGS).completeUntil()).isEqualTo(START.plusSeconds(120));
    pass(Duration.ofMinutes(1), second);
    first.round();
    assertThat(state(PINGS).completeUntil()).isEqualTo(now.get());
  }

  @Test
  void heartbeats_do_not_wait_for_a_process_that_went_away() throws Exception {
    first.ping();
    second.ping();
    pass(Duration.ofMinutes(2), first, second);
    pass(Duration.ofMinutes(10), first);
    assertThat(state(PINGS).completeUntil()).isEqualTo(now.get());
  }

  @Test
  void after_an_outage_the_process_that_reports_first_waits_for_the_other() throws Exception {
    first.ping();
    second.ping();
    pass(Duration.ofMinutes(10), first, second);
    var outage = now.get();
    second.ping();
    now.set(outage.plus(Duration.ofHours(1)));
    first.round();
    assertThat(state(PINGS).completeUntil()).isEqualTo(outage);
    second.round();
    assertThat(state(PINGS).completeUntil()).isEqualTo(now.get());
  }

  @Test
  void a_file_source_of_two_machines_is_complete_up_to_the_slower_one() throws Exception {
    var one = new ScriptedSource("app", Delivery.DIRECT);
    var other = new ScriptedSource("app", Delivery.DIRECT);
    var here = process("here", one.discovery());
    var there = process("there", other.discovery());
    other.now = START.minusSeconds(30);
    there.round();
    here.round();
    assertThat(state("scripted:app").completeUntil()).isEqualTo(START.minusSeconds(30));
    other.trouble =
        new SourceException.Retryable(
            "Permission denied", Duration.ofSeconds(1), new IllegalStateException());
    pass(Duration.ofMinutes(1), there, here);
    assertThat(state("scripted:app").problem()).isEqualTo("Permission denied");
    one.now = START.plusSeconds(600);
    pass(Duration.ofMinutes(10), here);
    assertThat(state("scripted:app").blind()).isFalse();
    assertThat(state("scripted:app").completeUntil()).isEqualTo(START.plusSeconds(600));
  }

  @Test
  void the_next_holder_of_the_lease_continues_the_states_of_the_one_before() throws Exception {
    var source = new ScriptedSource("db", Delivery.SPOOLED);
    source.add(Host.server("web-9"));
    var leased = new Leased(source, true);
    var standby = new Leased(new ScriptedSource("db", Delivery.SPOOLED), false);
    var next = process("next", standby);
    next.round();
    process("holder", leased).round();
    standby.held = true;
    standby.source.trouble =
        new SourceException.Retryable(
            "throttled", Duration.ofSeconds(1), new IllegalStateException());
    now.set(START.plusSeconds(60));
    next.round();
    assertThat(state("scripted:db").problem()).isEqualTo("throttled");
    assertThat(state("scripted:db").completeUntil()).isEqualTo(START);
    standby.source.trouble = null;
    standby.source.now = now.get();
    next.round();
    assertThat(state("scripted:db").completeUntil()).isEqualTo(now.get());
    assertThat(state("scripted:db@web-9").completeUntil()).isEqualTo(now.get());
  }

  /// A source that the holder of a lease reads.
  private static final class Leased implements Discovery {
    private final ScriptedSource source;
    private boolean held;

    Leased(ScriptedSource source, boolean held) {
      this.source = source;
      this.held = held;
    }

    @Override
    public SourceId id() {
      return new SourceId("leased");
    }

    @Override
    public Host host() {
      return Host.server("leased");
    }

    @Override
    public CollectionMode mode() {
      return CollectionMode.EXCLUSIVE;
    }

    @Override
    public boolean active() {
      return held;
    }

    @Override
    public List<Watched> watched() {
      return List.of(source.watched());
    }
  }
}
