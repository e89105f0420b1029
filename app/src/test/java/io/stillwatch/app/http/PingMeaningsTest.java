// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.app.http.PingAddresses.Meaning;
import io.stillwatch.app.http.PingRules.Unknown;
import io.stillwatch.app.plan.LivePings;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.DeclaredPing.Timing;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.fold.DeclaredPings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an address means while the stores are down, and to a process that was not told.
class PingMeaningsTest {
  private static final String PROJECT = "project-key-0123456789";
  private static final String ADDRESS = "5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278";
  private static final PingRules CREATE = new PingRules(Unknown.CREATE, false, PROJECT, 600);
  private static final PingRules SECRET = new PingRules(Unknown.CREATE, true, PROJECT, 600);
  private static final PingRules ADOPT = new PingRules(Unknown.ADOPT, false, PROJECT, 600);

  private final PingStore kept = InMemoryStores.pings();
  private final JobStatusStore statuses = InMemoryStores.empty().outcomes().statuses();
  private Instant now = Instant.parse("2026-11-22T02:00:00Z");
  private boolean down;

  @BeforeEach
  void one_job_has_an_address() throws Exception {
    var hash = LivePings.hash(ADDRESS);
    kept.put(new DeclaredPing("nightly", Timing.LEARNED, JobNote.NONE, hash, now));
  }

  private PingAddresses addresses(PingRules rules) {
    var pings = LivePings.of(failing(PingStore.class, kept), () -> now);
    return new PingAddresses(rules, pings, failing(JobStatusStore.class, statuses), () -> now);
  }

  /// The same store, which can be down.
  private <T> T failing(Class<T> type, T store) {
    var proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              if (down) throw new StoreException("down");
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  @Test
  void a_ping_is_kept_if_it_cannot_be_read_whether_its_key_is_known() throws Exception {
    statuses.put(List.of(status("backup")));
    var addresses = addresses(CREATE);
    down = true;
    assertThat(addresses.meaning("backup", "", false)).isEqualTo(new Meaning.Unsure("backup"));
    assertThat(addresses.meaning(PROJECT, "backup", false)).isEqualTo(new Meaning.Unsure("backup"));
    back();
    assertThat(addresses.meaning("backup", "", false)).isEqualTo(new Meaning.Known("backup"));
    assertThat(addresses.meaning("other", "", false)).isInstanceOf(Meaning.Refused.class);
    down = true;
    after(Duration.ofMinutes(2));
    assertThat(addresses.meaning("backup", "", false)).isEqualTo(new Meaning.Known("backup"));
    assertThat(addresses.meaning("nightly", "", false)).isEqualTo(new Meaning.Known("nightly"));
    assertThat(addresses.meaning("other", "", true)).isEqualTo(new Meaning.Unsure("other"));
  }

  @Test
  void a_secret_address_is_neither_refused_nor_a_key_before_the_declarations_were_read()
      throws Exception {
    for (var rules : List.of(CREATE, SECRET, ADOPT)) {
      var addresses = addresses(rules);
      down = true;
      assertThatThrownBy(() -> addresses.meaning(ADDRESS, "", true))
          .isInstanceOf(StoreException.class);
      back();
      assertThat(addresses.meaning(ADDRESS, "", true)).isEqualTo(new Meaning.Known("nightly"));
    }
  }

  @Test
  void an_unknown_uuid_is_never_adopted_also_with_a_misspelt_signal() throws Exception {
    var other = ADDRESS.replace('5', '6');
    statuses.put(List.of(status("00000000-0000-0000-0000-000000000000")));
    var addresses = addresses(ADOPT);
    assertThat(addresses.meaning(other, "", true)).isInstanceOf(Meaning.Refused.class);
    assertThat(addresses.meaning(ADDRESS, "strat", true)).isInstanceOf(Meaning.Refused.class);
    assertThat(addresses.meaning("00000000-0000-0000-0000-000000000000", "", false))
        .as("pinged before")
        .isInstanceOf(Meaning.Known.class);
    assertThat(addresses.meaning("backup", "", false))
        .isEqualTo(new Meaning.Unknown("backup", false));
  }

  @Test
  void the_key_of_the_project_alone_is_unknown() throws Exception {
    for (var rules : List.of(CREATE, SECRET, ADOPT))
      assertThat(addresses(rules).meaning(PROJECT, "", true)).isInstanceOf(Meaning.Refused.class);
  }

  @Test
  void what_another_process_declared_is_not_created_over() throws Exception {
    var addresses = addresses(CREATE);
    var meaning = addresses.meaning("report", "", true);
    assertThat(meaning).isEqualTo(new Meaning.Unknown("report", true));
    var declared =
        new DeclaredPing("report", Timing.LEARNED, JobNote.NONE, LivePings.hash("x"), now);
    kept.put(declared);
    assertThat(addresses.made(new Meaning.Unknown("report", true))).isFalse();
    assertThat(kept.all()).contains(declared);
    assertThat(addresses.meaning("report", "", false)).isEqualTo(new Meaning.Known("report"));
  }

  @Test
  void no_more_are_created_than_may_be_declared() throws Exception {
    for (int i = 1; i < PingStore.MOST; i++) kept.put(DeclaredPing.of("job-" + i, now));
    assertThatThrownBy(() -> addresses(CREATE).made(new Meaning.Unknown("report", true)))
        .hasMessageContaining("5000 pings are declared");
  }

  @Test
  void a_key_is_asked_for_again_when_it_is_withdrawn_and_after_a_minute() throws Exception {
    statuses.put(List.of(status("backup")));
    var addresses = addresses(CREATE);
    assertThat(addresses.meaning("backup", "", false)).isInstanceOf(Meaning.Known.class);
    statuses.put(List.of(retired("backup")));
    assertThat(addresses.meaning("backup", "", false)).isInstanceOf(Meaning.Known.class);
    after(Duration.ofMinutes(1));
    assertThat(addresses.meaning("backup", "", false)).isInstanceOf(Meaning.Refused.class);

    statuses.put(List.of(status("backup")));
    assertThat(addresses.meaning("backup", "", false)).isInstanceOf(Meaning.Known.class);
    statuses.put(List.of(retired("backup")));
    addresses.forget("backup");
    assertThat(addresses.meaning("backup", "", false)).isInstanceOf(Meaning.Refused.class);
  }

  private void back() {
    down = false;
    after(Duration.ofSeconds(5));
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  private static JobStatus status(String key) {
    return status(key, JobStatus.Retirement.NONE);
  }

  private static JobStatus retired(String key) {
    return status(key, new JobStatus.Retirement("no longer declared", Instant.EPOCH));
  }

  private static JobStatus status(String key, JobStatus.Retirement retirement) {
    var timing =
        new JobStatus.Timing(
            Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(5));
    return new JobStatus(
        DeclaredPings.learned(key),
        JobHealth.ON_TIME,
        timing,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        retirement);
  }
}
