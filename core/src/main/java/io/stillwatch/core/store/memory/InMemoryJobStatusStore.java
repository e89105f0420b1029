// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.store.JobStatusStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

final class InMemoryJobStatusStore implements JobStatusStore {
  private static final Comparator<JobStatus> PLACE =
      Comparator.<JobStatus, String>comparing(status -> status.job().host().name())
          .thenComparing(status -> status.job().name())
          .thenComparing(status -> status.job().id());

  private static final Comparator<JobStatus> DUE =
      Comparator.<JobStatus, Instant>comparing(
              status -> status.timing().nextDue().orElse(Instant.MAX))
          .thenComparing(PLACE);

  private static final Map<Order, Comparator<JobStatus>> ORDERS =
      Map.of(
          Order.WORST,
          Comparator.comparing(JobStatus::health)
              .thenComparing(status -> status.timing().lastRun().orElse(Instant.MAX))
              .thenComparing(DUE),
          Order.DUE,
          DUE,
          Order.NAME,
          Comparator.<JobStatus, String>comparing(status -> status.job().name())
              .thenComparing(PLACE));

  private final Map<String, JobStatus> statuses = new LinkedHashMap<>();
  private final Set<String> troubled = new LinkedHashSet<>();

  @Override
  public synchronized void put(List<JobStatus> changed) {
    for (var status : changed) {
      statuses.put(status.job().id(), status);
      boolean trouble = status.stoppage().isPresent() || status.predicted().isPresent();
      if (trouble) troubled.add(status.job().id());
      else troubled.remove(status.job().id());
    }
  }

  @Override
  public synchronized void remove(Collection<String> ids) {
    statuses.keySet().removeAll(ids);
    troubled.removeAll(ids);
  }

  @Override
  public synchronized List<JobStatus> find(Collection<String> ids) {
    return ids.stream().map(statuses::get).filter(status -> status != null).toList();
  }

  @Override
  public synchronized Page page(JobFilter filter, Order order, String after, int size) {
    var sorted = matching(filter).sorted(ORDERS.get(order)).toList();
    var slice = Pages.of(sorted, after, size);
    return new Page(slice.rows(), slice.next());
  }

  @Override
  public synchronized Map<JobHealth, Long> counts(JobFilter filter) {
    var counts = new EnumMap<JobHealth, Long>(JobHealth.class);
    for (var health : JobHealth.values()) counts.put(health, 0L);
    matching(filter).forEach(status -> counts.merge(status.health(), 1L, Long::sum));
    return counts;
  }

  @Override
  public synchronized List<JobStatus> troubled() {
    return troubled.stream().map(statuses::get).toList();
  }

  @Override
  public synchronized List<JobStatus> held(int most) {
    return statuses.values().stream()
        .filter(status -> status.scoring().held().isPresent())
        .sorted(
            Comparator.comparingDouble(InMemoryJobStatusStore::rank)
                .reversed()
                .thenComparing(status -> status.job().id()))
        .limit(most)
        .toList();
  }

  private static double rank(JobStatus status) {
    return status.scoring().held().map(JobStatus.HeldAlarm::margin).orElse(0.0);
  }

  private Stream<JobStatus> matching(JobFilter filter) {
    var words = filter.words();
    return statuses.values().stream()
        .filter(status -> filter.health().isEmpty() || filter.health().get() == status.health())
        .filter(
            status -> filter.host().isEmpty() || status.job().host().name().equals(filter.host()))
        .filter(status -> words.stream().allMatch(word -> contains(status, word)));
  }

  private static boolean contains(JobStatus status, String word) {
    var job = status.job();
    return Stream.of(job.name(), job.host().name(), job.subject(), job.definition().command())
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(word));
  }
}
