// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A host with a line each five minutes, so that an hour of silence is too long, and a job that is
/// looked at only much later.
class HostsTest {
  private static final Duration TOLERANCE = Duration.ofHours(1);

  private final Hosts hosts = new Hosts();

  private static HostState heardUntil(Instant last) {
    var job = Sample.state(Sample.line("d", Sample.daily())).lookAt(Instant.MAX);
    var signs = HostSigns.NONE;
    for (int line = 10; line >= 0; line--)
      signs = signs.lineAt(last.minus(Duration.ofMinutes(5L * line)));
    return Sample.host(job).with(signs);
  }

  @BeforeEach
  void load() {
    hosts.loaded(heardUntil(Sample.day(1)), Version.NEW, Sample.day(1));
  }

  @Test
  void a_host_is_looked_at_once_its_silence_is_too_long() {
    assertThat(hosts.due(Sample.day(1).plus(TOLERANCE).minusSeconds(1))).isEmpty();
    assertThat(hosts.due(Sample.day(1).plus(TOLERANCE)))
        .containsExactly(heardUntil(Sample.day(1)).host());
  }

  @Test
  void a_silent_host_is_looked_at_at_each_tick() {
    var silent = Sample.day(1).plus(TOLERANCE);
    for (var host : hosts.due(silent)) hosts.commit(hosts.state(host).orElseThrow(), silent);
    assertThat(hosts.due(silent.plusSeconds(30))).hasSize(1);
  }

  @Test
  void a_host_that_begins_anew_is_saved_at_once_as_one_that_is_to_be_folded_again() {
    var host = heardUntil(Sample.day(1)).host();
    hosts.restart(host, Sample.UTC);
    var saved = hosts.unsaved(Instant.MIN);
    assertThat(saved).hasSize(1);
    assertThat(saved.getFirst().jobs()).isEmpty();
    assertThat(saved.getFirst().position().refold()).isPresent();
  }

  @Test
  void a_later_sign_puts_the_look_off() {
    var later = Sample.day(1).plusSeconds(1_800);
    hosts.commit(heardUntil(later), later);
    assertThat(hosts.due(Sample.day(1).plus(TOLERANCE))).isEmpty();
    assertThat(hosts.due(later.plus(TOLERANCE).minusSeconds(1))).isEmpty();
    assertThat(hosts.due(later.plus(TOLERANCE))).hasSize(1);
  }

  @Test
  void a_host_without_jobs_is_not_waited_for() {
    var none = new Hosts();
    none.loaded(Sample.host().with(heardUntil(Sample.day(1)).signs()), Version.NEW, Sample.day(1));
    assertThat(none.due(Sample.day(9))).isEmpty();
  }
}
