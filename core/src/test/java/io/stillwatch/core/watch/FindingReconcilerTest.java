// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.FindingDecisions;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import io.stillwatch.core.watch.fold.Audited;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingReconcilerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Finding FAULT = Sample.fault("f1", NOW, "job");

  private final FindingStore store = InMemoryStores.empty().findings();
  private final FindingReconciler reconciler = new FindingReconciler(store);
  private final FindingDecisions decisions = new FindingDecisions(store);

  private List<Finding> audit(Instant at, Finding... found) throws Exception {
    return reconciler.report(List.of(new Audited(Sample.HOST, List.of(found), at)), List.of());
  }

  private FindingLifecycle stored() throws Exception {
    return store.find("f1").orElseThrow().value().life();
  }

  private void decide(FindingLifecycle.Status status, Optional<Duration> term) throws Exception {
    var until = term.map(NOW::plus);
    decisions.decide("f1", status, new FindingLifecycle.Decision("ana", "known", NOW, until));
  }

  @Test
  void a_new_finding_is_opened_and_reported_once() throws Exception {
    assertThat(audit(NOW, FAULT)).containsExactly(FAULT);
    assertThat(audit(NOW.plusSeconds(60), FAULT)).isEmpty();
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.OPEN);
  }

  @Test
  void a_finding_that_is_not_seen_any_more_is_fixed_and_opens_again_when_it_is_back()
      throws Exception {
    audit(NOW, FAULT);
    audit(NOW.plusSeconds(60));
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.FIXED);
    audit(NOW.plusSeconds(120), FAULT);
    assertThat(stored())
        .isEqualTo(
            new FindingLifecycle(
                NOW.plusSeconds(120), NOW.plusSeconds(120), FindingLifecycle.Status.OPEN));
  }

  @Test
  void an_accepted_finding_is_accepted_until_its_term_is_over() throws Exception {
    audit(NOW, FAULT);
    decide(FindingLifecycle.Status.ACCEPTED, Optional.of(Duration.ofDays(7)));

    audit(NOW.plusSeconds(60), FAULT);
    assertThat(reconciler.reopenExpired(NOW.plus(Duration.ofDays(6)))).isEmpty();
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.ACCEPTED);

    assertThat(reconciler.reopenExpired(NOW.plus(Duration.ofDays(7)))).containsExactly(Sample.HOST);
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.OPEN);
    assertThat(stored().decision()).isEmpty();
  }

  @Test
  void a_decision_without_a_term_holds_while_the_fault_is_there() throws Exception {
    audit(NOW, FAULT);
    decide(FindingLifecycle.Status.FALSE_POSITIVE, Optional.empty());

    audit(NOW.plus(Duration.ofDays(300)), FAULT);
    assertThat(reconciler.reopenExpired(NOW.plus(Duration.ofDays(300)))).isEmpty();
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.FALSE_POSITIVE);

    audit(NOW.plus(Duration.ofDays(301)));
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.FIXED);
    assertThat(decisions.reopen("f1")).isInstanceOf(FindingDecisions.Outcome.Gone.class);

    audit(NOW.plus(Duration.ofDays(302)), FAULT);
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.OPEN);
  }

  @Test
  void a_decision_between_two_audits_is_kept() throws Exception {
    audit(NOW, FAULT);
    decide(FindingLifecycle.Status.ACCEPTED, Optional.of(Duration.ofDays(7)));
    audit(NOW.plus(Duration.ofDays(2)), FAULT);
    assertThat(stored().lastSeen()).isEqualTo(NOW.plus(Duration.ofDays(2)));
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.ACCEPTED);
  }

  @Test
  void an_unchanged_finding_is_written_once_a_day() throws Exception {
    audit(NOW, FAULT);
    audit(NOW.plus(Duration.ofHours(23)), FAULT);
    assertThat(stored().lastSeen()).isEqualTo(NOW);
    audit(NOW.plus(Duration.ofHours(24)), FAULT);
    assertThat(stored().lastSeen()).isEqualTo(NOW.plus(Duration.ofHours(24)));
  }

  @Test
  void of_two_audits_of_one_host_the_last_one_counts() throws Exception {
    var first = new Audited(Sample.HOST, List.of(FAULT), NOW);
    var last = new Audited(Sample.HOST, List.of(FAULT), NOW.plusSeconds(5));
    assertThat(reconciler.report(List.of(first, last), List.of())).containsExactly(FAULT);
    assertThat(stored().lastSeen()).isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void findings_about_sources_are_not_fixed_by_audits() throws Exception {
    audit(NOW, FAULT);
    var source =
        new SourceState(
            new SourceId("/etc/crontab"),
            Sample.HOST,
            SourceState.Reports.CONFIGURATION,
            NOW,
            NOW,
            "");
    reconciler.report(List.of(new Audited(Sample.HOST, List.of(), NOW)), List.of(source));
    assertThat(stored().status()).isEqualTo(FindingLifecycle.Status.OPEN);
  }
}
