// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.FindingStore.Page;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What every store of findings keeps.
public abstract class FindingStoreContract {
  /// A store that holds nothing yet.
  protected abstract FindingStore emptyStore() throws Exception;

  @Test
  void an_empty_store_finds_nothing() throws Exception {
    var store = emptyStore();
    assertThat(store.ofHosts(List.of(Samples.SERVER))).isEmpty();
    assertThat(store.expired(Samples.AT)).isEmpty();
    assertThat(store.page(FindingFilter.ALL, Page.START, 10)).isEqualTo(new Page(List.of(), ""));
    assertThat(store.find("finding-1")).isEmpty();
  }

  @Test
  void brings_back_what_was_saved() throws Exception {
    var store = emptyStore();
    var first = Samples.finding("finding-1", FindingLifecycle.Status.OPEN);
    var second = Samples.finding("finding-2", FindingLifecycle.Status.FALSE_POSITIVE);
    store.save(first, Versioned.Version.NEW);
    store.save(second, Versioned.Version.NEW);
    assertThat(values(store.ofHosts(List.of(Samples.SERVER))))
        .containsExactlyInAnyOrder(first, second);
    assertThat(store.find("finding-1").orElseThrow().value()).isEqualTo(first);
  }

  @Test
  void finds_the_findings_of_some_hosts() throws Exception {
    var store = emptyStore();
    var wanted = at("finding-1", Host.server("db-1"));
    store.save(wanted, Versioned.Version.NEW);
    store.save(at("finding-2", Host.rds("db-1")), Versioned.Version.NEW);
    store.save(at("finding-3", Host.server("db-2")), Versioned.Version.NEW);
    var hosts = new ArrayList<Host>();
    hosts.add(Host.server("db-1"));
    for (int i = 0; i < 2_500; i++) hosts.add(Host.server("web-" + i));
    assertThat(values(store.ofHosts(hosts))).containsExactly(wanted);
    assertThat(store.ofHosts(List.of())).isEmpty();
  }

  @Test
  void finds_decisions_whose_time_is_over() throws Exception {
    var store = emptyStore();
    var over = decided("finding-1", FindingLifecycle.Status.ACCEPTED, Optional.of(Samples.AT));
    store.save(over, Versioned.Version.NEW);
    var later = Optional.of(Samples.AT.plusSeconds(1));
    store.save(
        decided("finding-2", FindingLifecycle.Status.ACCEPTED, later), Versioned.Version.NEW);
    store.save(
        decided("finding-3", FindingLifecycle.Status.FALSE_POSITIVE, Optional.empty()),
        Versioned.Version.NEW);
    store.save(Samples.finding("finding-4", FindingLifecycle.Status.OPEN), Versioned.Version.NEW);
    assertThat(values(store.expired(Samples.AT))).containsExactly(over);
    assertThat(store.expired(Samples.AT.minusSeconds(1))).isEmpty();
    assertThat(store.expired(Samples.AT.plusSeconds(1))).hasSize(2);
  }

  @Test
  void pages_through_the_findings_that_match_by_id() throws Exception {
    var store = emptyStore();
    for (int i = 9; i >= 0; i--) {
      var status = i % 2 == 0 ? FindingLifecycle.Status.OPEN : FindingLifecycle.Status.FIXED;
      store.save(Samples.finding("finding-" + i, status), Versioned.Version.NEW);
    }
    var first = store.page(FindingFilter.ALL, Page.START, 4);
    var second = store.page(FindingFilter.ALL, first.next(), 4);
    var third = store.page(FindingFilter.ALL, second.next(), 4);
    assertThat(Stream.of(first, second, third).flatMap(page -> page.findings().stream()))
        .extracting(finding -> finding.value().id())
        .isSorted()
        .hasSize(10);
    assertThat(third.next()).isEmpty();
    var open = new FindingFilter(Optional.of(FindingLifecycle.Status.OPEN), "CRON-004", "ops-1");
    assertThat(store.page(open, Page.START, 5).findings()).hasSize(5);
    assertThat(store.page(open, Page.START, 5).next()).isEmpty();
    var ofAnotherRule = new FindingFilter(Optional.empty(), "CRON-001", "");
    assertThat(store.page(ofAnotherRule, Page.START, 5).findings()).isEmpty();
    var ofAnotherHost = new FindingFilter(Optional.empty(), "", "ops-2");
    assertThat(store.page(ofAnotherHost, Page.START, 5).findings()).isEmpty();
  }

  private static List<Finding> values(List<Versioned<Finding>> findings) {
    return findings.stream().map(Versioned::value).toList();
  }

  private static Finding at(String id, Host host) {
    var finding = Samples.finding(id, FindingLifecycle.Status.OPEN);
    return new Finding(
        id,
        finding.rule(),
        finding.severity(),
        new Location(host, "/etc/crontab", 1, 1),
        finding.explanation(),
        finding.jobsLost(),
        finding.confidence(),
        finding.life());
  }

  private static Finding decided(
      String id, FindingLifecycle.Status status, Optional<Instant> until) {
    var finding = Samples.finding(id, FindingLifecycle.Status.OPEN);
    var decision =
        new FindingLifecycle.Decision("ada", "known", Samples.AT.minusSeconds(60), until);
    return finding.withLife(finding.life().decided(status, decision));
  }

  @Test
  void a_finding_changes_only_under_the_version_that_was_read() throws Exception {
    var store = emptyStore();
    store.save(Samples.finding("finding-1", FindingLifecycle.Status.OPEN), Versioned.Version.NEW);
    var read = store.find("finding-1").orElseThrow();
    var fixed = Samples.finding("finding-1", FindingLifecycle.Status.FIXED);
    store.save(fixed, read.version());

    assertThatThrownBy(() ->
            store.save(
                Samples.finding("finding-1", FindingLifecycle.Status.ACCEPTED), read.version()))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.save(fixed, Versioned.Version.NEW))
        .isInstanceOf(StoreException.class);
    var now = store.page(FindingFilter.ALL, Page.START, 1).findings().getFirst();
    assertThat(now.value()).isEqualTo(fixed);
    assertThat(now.version()).isEqualTo(store.find("finding-1").orElseThrow().version());
  }
}
