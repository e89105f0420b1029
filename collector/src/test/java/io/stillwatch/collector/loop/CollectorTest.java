// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.source.LogSource.Delivery;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectorTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofMillis(1));

  @TempDir private Path folder;
  private final ScriptedIndex index = new ScriptedIndex();
  private final SourceStore sourceStates = InMemoryStores.empty().sources();
  private final FindingStore findings = InMemoryStores.empty().findings();
  private Spool spool;
  private Collector collector;

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, 1 << 20, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    if (collector != null) collector.close();
    spool.close();
  }

  private Collector collecting(Discovery... discoveries) throws StoreException {
    var stores = new CollectorStores(index, index, sourceStates, findings);
    collector = new Collector(List.of(discoveries), stores, spool, QUICK, InstantSource.fixed(NOW));
    return collector;
  }

  private SourceState state(String source) throws Exception {
    return sourceStates.all().stream()
        .filter(state -> state.source().equals(new SourceId(source)))
        .findFirst()
        .orElseThrow();
  }

  private static SourceException.Permanent denied() {
    return new SourceException.Permanent(
        "rds:DescribeDBLogFiles was denied.",
        "IA02",
        "Allow it.",
        new IllegalStateException("403"));
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void a_round_stores_everything_once(Delivery delivery) throws Exception {
    var source = new ScriptedSource("ops", delivery);
    source.add(30);
    var all = collecting(source.discovery());
    all.round();
    source.add(3);
    all.round();
    all.round();
    assertThat(index.ids()).containsExactlyElementsOf(source.ids());
    assertThat(index.deliveries()).isEqualTo(33);
    assertThat(all.metrics().read()).isEqualTo(33);
    assertThat(all.metrics().stored()).isEqualTo(33);
    assertThat(spool.rows()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void an_index_that_is_away_loses_and_repeats_nothing(Delivery delivery) throws Exception {
    var source = new ScriptedSource("ops", delivery);
    source.add(10);
    index.away(true);
    var all = collecting(source.discovery());
    assertThatThrownBy(all::round).isInstanceOf(StoreException.class);
    index.away(false);
    all.round();
    assertThat(index.ids()).containsExactlyElementsOf(source.ids());
    assertThat(index.deliveries()).isEqualTo(10);
  }

  @Test
  void a_busy_index_keeps_the_documents_in_the_spool() throws Exception {
    var source = new ScriptedSource("orders", Delivery.SPOOLED);
    source.add(10);
    index.busy(true);
    var all = collecting(source.discovery());
    assertThatThrownBy(all::round).hasMessageContaining("repeat");
    assertThat(spool.rows()).isEqualTo(10);
    index.busy(false);
    all.round();
    assertThat(index.ids()).hasSize(10);
  }

  @Test
  void a_document_that_is_refused_becomes_a_dead_letter_and_blocks_nobody() throws Exception {
    var source = new ScriptedSource("orders", Delivery.SPOOLED);
    source.add(10);
    index.refuses(source.ids().get(4));
    var all = collecting(source.discovery());
    all.round();
    assertThat(index.ids()).hasSize(9);
    assertThat(all.metrics().waiting().deadLetters()).isOne();
    assertThat(all.metrics().rejected()).isOne();
  }

  @Test
  void evidence_is_complete_only_once_the_spool_has_delivered_it() throws Exception {
    var source = new ScriptedSource("orders", Delivery.SPOOLED);
    source.add(3);
    index.away(true);
    var all = collecting(source.discovery());
    assertThatThrownBy(all::round).isInstanceOf(StoreException.class);
    assertThat(sourceStates.all()).noneMatch(state -> state.completeUntil().isAfter(Instant.MIN));
    index.away(false);
    all.round();
    assertThat(state("scripted:orders").completeUntil()).isEqualTo(NOW);
  }

  @Test
  void a_failing_source_is_blind_up_to_where_it_was_complete() throws Exception {
    var source = new ScriptedSource("ops", Delivery.DIRECT);
    source.add(1);
    var all = collecting(source.discovery());
    all.round();
    source.trouble =
        new SourceException.Retryable(
            "throttled", Duration.ofSeconds(30), new IllegalStateException());
    all.round();
    assertThat(state("scripted:ops").problem()).isEqualTo("throttled");
    assertThat(state("scripted:ops").completeUntil()).isEqualTo(NOW);
    source.trouble = null;
    all.round();
    assertThat(state("scripted:ops").blind()).isFalse();
  }

  @Test
  void a_refusal_is_a_finding_until_the_source_can_be_read_again() throws Exception {
    var source = new ScriptedSource("ops", Delivery.DIRECT);
    source.trouble = denied();
    var all = collecting(source.discovery());
    all.round();
    all.round();
    var open = allFindings();
    assertThat(open).singleElement();
    assertThat(open.getFirst().value().rule()).isEqualTo("IA02");
    assertThat(open.getFirst().value().explanation().remedy()).isEqualTo("Allow it.");
    source.trouble = null;
    all.round();
    assertThat(status()).isEqualTo(FindingLifecycle.Status.FIXED);
    source.trouble = denied();
    all.round();
    assertThat(status()).isEqualTo(FindingLifecycle.Status.OPEN);
  }

  @Test
  void a_shortcoming_is_a_finding_although_the_source_is_read() throws Exception {
    var source = new ScriptedSource("ops", Delivery.DIRECT);
    source.add(1);
    source.shortcomings = List.of(denied());
    var all = collecting(source.discovery());
    all.round();
    all.round();
    assertThat(allFindings()).singleElement();
    assertThat(status()).isEqualTo(FindingLifecycle.Status.OPEN);
    assertThat(state("scripted:ops").blind()).isFalse();
    source.shortcomings = List.of();
    all.round();
    assertThat(status()).isEqualTo(FindingLifecycle.Status.FIXED);
  }

  private List<Versioned<Finding>> allFindings() throws StoreException {
    return findings.page(FindingFilter.ALL, FindingStore.Page.START, 100).findings();
  }

  private FindingLifecycle.Status status() throws Exception {
    return allFindings().stream()
        .map(Versioned::value)
        .map(Finding::life)
        .toList()
        .getFirst()
        .status();
  }

  @Test
  void a_finding_of_an_earlier_process_is_closed_too() throws Exception {
    var source = new ScriptedSource("ops", Delivery.DIRECT);
    source.trouble = denied();
    collecting(source.discovery()).round();
    collector.close();
    source.trouble = null;
    collecting(source.discovery()).round();
    assertThat(status()).isEqualTo(FindingLifecycle.Status.FIXED);
  }

  @Test
  void a_bug_in_one_source_does_not_stop_the_others() throws Exception {
    var broken = new ScriptedSource("broken", Delivery.DIRECT);
    broken.bug = new IllegalStateException("oops");
    var sound = new ScriptedSource("sound", Delivery.DIRECT);
    sound.add(5);
    collecting(Discovery.of(List.of(broken.watched(), sound.watched()))).round();
    assertThat(index.ids()).hasSize(5);
    assertThat(state("scripted:broken").problem()).contains("oops");
  }

  @Test
  void hosts_that_only_lines_name_get_a_state_of_their_own() throws Exception {
    var source = new ScriptedSource("central", Delivery.DIRECT);
    source.add(2);
    source.add(Host.server("web-1"));
    collecting(source.discovery()).round();
    assertThat(state("scripted:central@web-1").host()).isEqualTo(Host.server("web-1"));
    assertThat(state("scripted:central@web-1").completeUntil()).isEqualTo(NOW);
    collector.close();
    collecting(source.discovery()).round();
    assertThat(sourceStates.all()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void the_newest_record_of_each_host_is_known_over_a_restart(Delivery delivery) throws Exception {
    var source = new ScriptedSource("central", delivery);
    source.now = NOW.minusSeconds(90);
    source.add(Host.server("web-1"));
    source.now = NOW.minusSeconds(60);
    source.add(2);
    source.now = NOW.minusSeconds(75);
    source.add(1);
    collecting(source.discovery()).round();
    assertThat(state("scripted:central").newestRecord()).isEqualTo(NOW.minusSeconds(60));
    assertThat(state("scripted:central@web-1").newestRecord()).isEqualTo(NOW.minusSeconds(90));
    collector.close();
    collecting(source.discovery()).round();
    assertThat(state("scripted:central").newestRecord()).isEqualTo(NOW.minusSeconds(60));
  }

  @Test
  void a_record_from_the_future_counts_as_of_now_and_no_record_as_none() throws Exception {
    var source = new ScriptedSource("ops", Delivery.DIRECT);
    var all = collecting(source.discovery());
    all.round();
    assertThat(state("scripted:ops").newestRecord()).isEqualTo(Instant.MIN);
    source.now = Instant.parse("9999-01-01T00:00:00Z");
    source.add(1);
    all.round();
    assertThat(state("scripted:ops").newestRecord()).isEqualTo(NOW);
  }

  @Test
  void a_full_spool_makes_sources_wait_and_nothing_is_lost() throws Exception {
    var source = new ScriptedSource("orders", Delivery.SPOOLED);
    source.add(12_000);
    collecting(source.discovery()).round();
    // requests overtake each other, see ReadAhead
    assertThat(index.ids()).containsExactlyInAnyOrderElementsOf(source.ids());
    assertThat(index.deliveries()).isEqualTo(12_000);
  }

  @Test
  void failed_discovery_is_told_and_known_sources_are_read_on() throws Exception {
    var source = new ScriptedSource("orders", Delivery.SPOOLED);
    var discovery = new FailingDiscovery(source);
    var all = collecting(discovery);
    all.round();
    discovery.trouble = denied();
    source.add(2);
    all.round();
    assertThat(index.ids()).hasSize(2);
    assertThat(state("rds:eu-central-1").blind()).isTrue();
    assertThat(allFindings()).hasSize(1);
    discovery.trouble = null;
    all.round();
    assertThat(state("rds:eu-central-1").blind()).isFalse();
    assertThat(status()).isEqualTo(FindingLifecycle.Status.FIXED);
  }

  private static final class FailingDiscovery implements Discovery {
    private final ScriptedSource source;
    private SourceException trouble;

    FailingDiscovery(ScriptedSource source) {
      this.source = source;
    }

    @Override
    public SourceId id() {
      return new SourceId("rds:eu-central-1");
    }

    @Override
    public Host host() {
      return Host.rds("rds-eu-central-1");
    }

    @Override
    public List<Watched> watched() throws SourceException {
      if (trouble != null) throw trouble;
      return List.of(source.watched());
    }
  }

  @Test
  void once_started_it_follows_sources_through_an_outage_until_closed() throws Exception {
    var direct = new ScriptedSource("ops", Delivery.DIRECT);
    var spooled = new ScriptedSource("orders", Delivery.SPOOLED);
    direct.add(50);
    spooled.add(50);
    var all = collecting(Discovery.of(List.of(direct.watched(), spooled.watched())));
    index.away(true);
    all.start();
    await(() -> spool.rows() == 50);
    await(() -> all.metrics().unstored().equals("connection refused"));
    index.away(false);
    await(() -> index.ids().size() == 100);
    await(() -> all.metrics().unstored().isEmpty());
    direct.bug = new IllegalStateException("oops");
    await(() -> sourceStates.all().stream().anyMatch(this::isBlindOps)); // once it is told
    direct.bug = null;
    direct.add(1);
    await(() -> index.ids().size() == 101);
    all.close();
    assertThat(index.deliveries()).isEqualTo(101);
  }

  @Test
  void a_source_that_fails_after_an_outage_is_not_said_to_be_unstored() throws Exception {
    var source = new ScriptedSource("ops", Delivery.DIRECT);
    source.add(10);
    var all = collecting(source.discovery());
    index.away(true);
    all.start();
    await(() -> all.metrics().unstored().equals("connection refused"));
    source.trouble = denied();
    await(() -> all.metrics().unstored().isEmpty());
    index.away(false);
    source.trouble = null;
    await(() -> index.ids().size() == 10);
  }

  @Test
  void an_index_that_asks_to_repeat_is_told_until_it_takes_what_waits() throws Exception {
    var source = new ScriptedSource("orders", Delivery.SPOOLED);
    source.add(10);
    var all = collecting(source.discovery());
    index.busy(true);
    all.start();
    await(() -> all.metrics().unstored().equals("The index asked to repeat: logs, 429"));
    index.busy(false);
    await(() -> all.metrics().unstored().isEmpty());
    assertThat(index.ids()).hasSize(10);
  }

  private boolean isBlindOps(SourceState state) {
    return state.source().equals(new SourceId("scripted:ops")) && state.blind();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  /// Checks again and again, yielding to the threads of the collector.
  private static void await(Condition condition) throws Exception {
    var never = new CountDownLatch(1);
    for (int tries = 0; tries < 3_000; tries++) {
      if (condition.holds()) return;
      assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(condition.holds()).isTrue();
  }
}
