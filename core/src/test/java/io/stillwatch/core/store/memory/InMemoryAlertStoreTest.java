// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Alerts by time; the rest of the contract of `AlertStore` is tested in testkit.
class InMemoryAlertStoreTest {
  private final InMemoryAlertStore store = new InMemoryAlertStore();

  @BeforeEach
  void alerts() throws StoreException {
    store.save(alert("old", 1, Optional.of(Sample.day(2))), Version.NEW);
    store.save(alert("resolved", 4, Optional.of(Sample.day(6))), Version.NEW);
    store.save(alert("open", 8, Optional.empty()), Version.NEW);
  }

  private static Alert alert(String id, int day, Optional<Instant> resolved) {
    var started = Sample.day(day);
    var job = Sample.line(id, Sample.daily());
    var stoppage =
        new Stoppage(job, started, Sample.day(0), 1, 60, Growth.UNKNOWN, List.of("missing"));
    return new Alert(
        id,
        id,
        resolved.isPresent() ? Alert.State.RESOLVED : Alert.State.FIRING,
        List.of(stoppage),
        List.of(),
        new Alert.Times(started, started, resolved),
        Alert.Handling.NONE,
        List.of());
  }

  @ParameterizedTest(name = "from day {0} until day {1}: {2}")
  @CsvSource({
    "0, 30, open resolved old",
    "2, 4, old",
    "3, 5, resolved",
    "6, 8, resolved",
    "7, 8, ''",
    "20, 30, open",
  })
  void an_alert_is_of_every_range_that_it_overlaps(int from, int until, String ids) {
    var found = store.between(Sample.day(from), Sample.day(until), 10);
    assertThat(String.join(" ", found.stream().map(Alert::id).toList())).isEqualTo(ids);
  }

  @Test
  void the_newest_come_first_and_no_more_than_asked_for() {
    assertThat(store.between(Sample.day(0), Sample.day(30), 2))
        .extracting(Alert::id)
        .containsExactly("open", "resolved");
  }

  @Test
  void only_what_is_not_resolved_is_open() {
    assertThat(store.open()).extracting(alert -> alert.value().id()).containsExactly("open");
  }

  @Test
  void a_save_under_an_older_version_is_a_conflict() throws Exception {
    var read = store.find("open").orElseThrow();
    store.save(read.value(), read.version());
    assertThatThrownBy(() -> store.save(read.value(), read.version()))
        .isInstanceOf(StoreException.class);
  }
}
