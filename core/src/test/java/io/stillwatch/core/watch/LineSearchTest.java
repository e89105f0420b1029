// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.ChangedLines;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineSearchTest {
  private static final Instant MISS = Instant.parse("2026-11-13T02:00:00Z");
  private static final Instant NOW = MISS.plus(Duration.ofHours(1));

  private final CountedSearches store = new CountedSearches();
  private final LineSearch search =
      new LineSearch(store, InMemoryStores.empty().outcomes().statuses());

  @Test
  void a_stoppage_without_an_alert_is_looked_up_once() {
    assertThat(search.of(List.of(), List.of(stopped("a")), NOW).lines()).containsOnlyKeys("a");
    assertThat(search.of(List.of(), List.of(stopped("a")), NOW).lines()).isEmpty();
    assertThat(store.searches).isEqualTo(1);
    var again = stopped("a", MISS.plus(Duration.ofDays(2)));
    assertThat(search.of(List.of(), List.of(again), NOW).lines()).containsOnlyKeys("a");
  }

  @Test
  void of_a_group_only_the_first_is_looked_up() {
    var group = List.of(stopped("a").inGroup("g"), stopped("b").inGroup("g"), stopped("c"));
    assertThat(search.of(List.of(), group, NOW).lines()).containsOnlyKeys("a", "c");
  }

  @Test
  void members_of_a_firing_alert_are_not_looked_up_and_those_of_a_prediction_are() {
    var alert = alert(Alert.State.FIRING, ChangedLines.NONE.lookedAgain(List.of(), List.of(), NOW));
    var silent = List.of(stopped("a"));
    assertThat(search.of(List.of(alert), silent, NOW).lines()).isEmpty();
    var predicted = alert(Alert.State.PENDING, ChangedLines.NONE);
    assertThat(search.of(List.of(predicted), silent, NOW).lines()).containsOnlyKeys("a");
  }

  @Test
  void an_alert_is_looked_up_twice_the_second_time_a_period_and_a_quarter_later() {
    var once =
        search.of(List.of(alert(Alert.State.FIRING, ChangedLines.NONE)), List.of(), NOW).lines();
    assertThat(once.get("a").looks()).isEqualTo(1);
    var alert = alert(Alert.State.FIRING, once.get("a"));
    assertThat(search.of(List.of(alert), List.of(), NOW.plus(Duration.ofHours(29))).lines())
        .isEmpty();
    var later = NOW.plus(Duration.ofHours(30));
    var twice = search.of(List.of(alert), List.of(), later).lines();
    assertThat(twice.get("a").looks()).isEqualTo(2);
    var done = alert(Alert.State.FIRING, twice.get("a"));
    assertThat(search.of(List.of(done), List.of(), later.plus(Duration.ofDays(90))).lines())
        .isEmpty();
  }

  @Test
  void a_search_that_fails_is_repeated_after_a_pause() {
    store.fails = true;
    var alert = alert(Alert.State.FIRING, ChangedLines.NONE);
    assertThat(search.of(List.of(alert), List.of(stopped("b"), stopped("c")), NOW).lines())
        .isEmpty();
    assertThat(store.searches).as("after a second failure no other is tried").isEqualTo(2);
    store.fails = false;
    assertThat(search.of(List.of(alert), List.of(), NOW.plusSeconds(30)).lines()).isEmpty();
    assertThat(search.of(List.of(alert), List.of(), NOW.plusSeconds(60)).lines())
        .containsOnlyKeys("a");
  }

  @Test
  void a_job_that_cannot_be_searched_does_not_block_those_behind_it() {
    store.unsearchable = Optional.of(Host.server("odd-1"));
    var silent = List.of(on("odd-1", "odd", MISS), stopped("b"), stopped("c"));
    assertThat(search.of(List.of(), silent, NOW).lines()).containsOnlyKeys("b", "c");
    assertThat(search.of(List.of(), silent, NOW.plusSeconds(30)).lines()).isEmpty();
    assertThat(store.searches).as("it is not tried again at once").isEqualTo(3);
    store.unsearchable = Optional.empty();
    assertThat(search.of(List.of(), silent, NOW.plusSeconds(60)).lines()).containsOnlyKeys("odd");
  }

  @Test
  void many_jobs_that_cannot_be_searched_come_after_the_others() {
    store.unsearchable = Optional.of(Host.server("odd-1"));
    var odd = IntStream.range(0, 9).mapToObj(i -> on("odd-1", "odd-" + i, MISS)).toList();
    search.of(List.of(), odd, NOW);
    var silent = Stream.concat(odd.stream().limit(2), Stream.of(stopped("b"))).toList();
    assertThat(search.of(List.of(), silent, NOW.plusSeconds(60)).lines()).containsOnlyKeys("b");
  }

  @Test
  void a_tick_searches_only_a_few_times() {
    var many = IntStream.range(0, 600).mapToObj(i -> stopped("job-" + i)).toList();
    assertThat(search.of(List.of(), many, NOW).lines()).hasSize(4);
    assertThat(store.searches).isEqualTo(4);
  }

  private static Stoppage stopped(String id) {
    return stopped(id, MISS);
  }

  private static Stoppage stopped(String id, Instant miss) {
    return on("ops-1", id, miss);
  }

  private static Stoppage on(String host, String id, Instant miss) {
    var job =
        new Job(
            id,
            JobKind.SCHEDULED_COMMAND,
            id,
            Host.server(host),
            new Schedule.SinceLast(Duration.ofDays(1), "daily"),
            Definition.LEARNED,
            id,
            "");
    return new Stoppage(
        job, miss, miss.minus(Duration.ofDays(1)), 1, 50, Growth.UNKNOWN, List.of());
  }

  private static Alert alert(Alert.State state, ChangedLines lines) {
    return new Alert(
            "SW-1",
            "a",
            state,
            List.of(stopped("a")),
            List.of(),
            new Alert.Times(MISS, NOW, Optional.empty()),
            Alert.Handling.NONE,
            List.of())
        .withLines(lines);
  }

  private static final class CountedSearches implements EvidenceStore {
    private int searches;
    private boolean fails;
    private Optional<Host> unsearchable = Optional.empty();

    @Override
    public List<LogRecord> lines(Host host, Interval range, Order order, int most) {
      return List.of();
    }

    @Override
    public PatternHistory patterns(PatternHistory.Question question) throws StoreException {
      searches++;
      if (fails || unsearchable.filter(question.host()::equals).isPresent())
        throw new StoreException("timed out");
      return PatternHistory.NONE;
    }

    @Override
    public void append(List<Evidence> evidence) {}

    @Override
    public Page readAfter(String from) {
      return new Page(List.of(), from);
    }

    @Override
    public Page readOf(Host host, String from, String until) {
      return new Page(List.of(), until);
    }

    @Override
    public Optional<Instant> newestConfiguration(Host host) {
      return Optional.empty();
    }

    @Override
    public Optional<HostConfig> configuration(String id) {
      return Optional.empty();
    }
  }
}
