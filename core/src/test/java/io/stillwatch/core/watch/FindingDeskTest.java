// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Life;
import io.stillwatch.core.finding.Life.Decision;
import io.stillwatch.core.finding.Life.Status;
import io.stillwatch.core.finding.Place;
import io.stillwatch.core.store.FindingDecisions;
import io.stillwatch.core.store.FindingDecisions.Outcome;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Host HOST = Host.server("db-1");
  private static final Finding FAULT =
      new Finding(
          "f1",
          "CL01",
          Finding.Severity.ERROR,
          new Place(HOST, "/etc/cron.d/x", 1, 1),
          new Explanation("61 is no minute", "61 2 * * * root x", "", ""),
          List.of("job"),
          Confidence.CERTAIN,
          new Life(NOW, NOW, Status.OPEN));

  private final FindingStore store = InMemoryStores.empty().findings();
  private final FindingDesk desk = new FindingDesk(store);
  private final FindingDecisions decisions = new FindingDecisions(store);

  private void audit(Instant at, Finding... found) throws Exception {
    desk.reload();
    desk.report(new JobBook.Audited(HOST, List.of(found), at), List.of());
  }

  private Finding stored() throws Exception {
    return store.find("f1").orElseThrow().value();
  }

  private static Decision until(Duration term) {
    return new Decision("ana", "known", NOW, Optional.of(NOW.plus(term)));
  }

  @Test
  void an_accepted_finding_is_out_of_force_until_its_term_is_over() throws Exception {
    audit(NOW, FAULT);
    decisions.decide("f1", Status.ACCEPTED, until(Duration.ofDays(7)));

    audit(NOW.plusSeconds(60), FAULT);
    assertThat(desk.open(NOW.plus(Duration.ofDays(6)))).isEmpty();
    assertThat(stored().life().status()).isEqualTo(Status.ACCEPTED);

    assertThat(desk.open(NOW.plus(Duration.ofDays(7)))).hasSize(1);
    assertThat(stored().life().status()).isEqualTo(Status.OPEN);
    assertThat(stored().life().decision()).isEmpty();
  }

  @Test
  void a_decision_without_a_term_holds_while_the_fault_is_there() throws Exception {
    audit(NOW, FAULT);
    decisions.decide(
        "f1", Status.FALSE_POSITIVE, new Decision("ana", "no fault", NOW, Optional.empty()));

    audit(NOW.plus(Duration.ofDays(300)), FAULT);
    assertThat(desk.open(NOW.plus(Duration.ofDays(300)))).isEmpty();

    audit(NOW.plus(Duration.ofDays(301)));
    assertThat(stored().life().status()).isEqualTo(Status.FIXED);
    assertThat(decisions.reopen("f1")).isInstanceOf(Outcome.Gone.class);

    audit(NOW.plus(Duration.ofDays(302)), FAULT);
    assertThat(stored().life().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void a_decision_between_two_audits_does_not_stop_the_desk() throws Exception {
    audit(NOW, FAULT);
    desk.open(NOW);
    decisions.decide("f1", Status.ACCEPTED, until(Duration.ofDays(7)));

    audit(NOW.plus(Duration.ofDays(2)), FAULT);

    assertThat(stored().life().lastSeen()).isEqualTo(NOW.plus(Duration.ofDays(2)));
    assertThat(stored().life().status()).isEqualTo(Status.ACCEPTED);
  }
}
