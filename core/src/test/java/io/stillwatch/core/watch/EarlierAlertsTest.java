// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlierAlertsTest {
  private static final Instant NOW = Sample.day(40);

  private final AlertStore alerts = InMemoryStores.empty().alerts();
  private final AtomicInteger asked = new AtomicInteger();
  private final EarlierAlerts earlier = new EarlierAlerts(counted(alerts, asked));

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "resolved within a week before the first miss, a, 33, true",
    "resolved earlier, a, 31, false",
    "of another job, b, 33, false"
  })
  void an_alert_that_ended_shortly_before_the_job_stopped_again_is_found(
      String what, String job, int resolvedOnDay, boolean found) throws Exception {
    save("before", job, Optional.of(Sample.day(resolvedOnDay)));
    assertThat(earlier.of(List.of(stopped("a", Sample.day(39))), NOW)).hasSize(found ? 1 : 0);
  }

  @Test
  void an_open_alert_is_none() throws Exception {
    save("open", "a", Optional.empty());
    assertThat(earlier.of(List.of(stopped("a", Sample.day(39))), NOW)).isEmpty();
  }

  @Test
  void a_prediction_looks_back_for_thirty_days() throws Exception {
    save("before", "a", Optional.of(Sample.day(11)));
    assertThat(earlier.of(List.of(predicted("a")), NOW)).hasSize(1);
  }

  @Test
  void an_answer_is_remembered_until_alerts_change() throws Exception {
    save("before", "a", Optional.of(Sample.day(38)));
    var stopped = List.of(stopped("a", Sample.day(39)));
    earlier.of(stopped, NOW);
    assertThat(earlier.of(stopped, NOW)).hasSize(1);
    assertThat(asked).hasValue(1);
    earlier.forget();
    earlier.of(stopped, NOW);
    assertThat(asked).hasValue(2);
  }

  private void save(String id, String job, Optional<Instant> resolvedAt) throws StoreException {
    var alert =
        new Alert(
            id,
            job,
            resolvedAt.isPresent() ? Alert.State.RESOLVED : Alert.State.FIRING,
            List.of(stopped(job, Sample.day(10))),
            List.of(),
            new Alert.Times(Sample.day(10), Sample.day(10), resolvedAt),
            Alert.Handling.NONE,
            List.of());
    alerts.save(alert, Versioned.Version.NEW);
  }

  private static Stoppage stopped(String job, Instant at) {
    return stoppage(job, at, 1);
  }

  private static Stoppage predicted(String job) {
    return stoppage(job, NOW.plus(Duration.ofHours(2)), 0);
  }

  private static Stoppage stoppage(String job, Instant at, int missed) {
    var line = Sample.line(job, Sample.daily());
    var before = at.minus(Duration.ofDays(1));
    return new Stoppage(line, at, before, missed, 60, Growth.UNKNOWN, List.of("1 run missing"));
  }

  private static AlertStore counted(AlertStore real, AtomicInteger searches) {
    return (AlertStore)
        Proxy.newProxyInstance(
            EarlierAlertsTest.class.getClassLoader(),
            new Class<?>[] {AlertStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("between")) searches.incrementAndGet();
              return method.invoke(real, arguments);
            });
  }
}
