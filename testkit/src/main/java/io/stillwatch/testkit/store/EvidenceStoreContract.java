// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static io.stillwatch.core.store.EvidenceStore.Order.EARLIEST_FIRST;
import static io.stillwatch.core.store.EvidenceStore.Order.LATEST_FIRST;
import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.pattern.PatternHistory.Question;
import io.stillwatch.core.pattern.PatternHistory.Sighting;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every store of evidence keeps.
public abstract class EvidenceStoreContract {
  /// A store that holds nothing yet.
  protected abstract EvidenceStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_an_empty_page() throws Exception {
    assertThat(emptyStore().readAfter(EvidenceStore.Page.START).evidence()).isEmpty();
  }

  @Test
  void brings_back_what_was_appended_exactly() throws Exception {
    var store = emptyStore();
    var all = new ArrayList<Evidence>(Samples.oneOfEach());
    int number = 10;
    for (var event : Samples.eventsAboutJobs()) all.add(Samples.line(number++, event));
    store.append(all);
    assertThat(rest(store, EvidenceStore.Page.START)).containsExactlyElementsOf(all);
  }

  @Test
  void a_resend_is_absorbed() throws Exception {
    var store = emptyStore();
    store.append(Samples.oneOfEach());
    store.append(Samples.oneOfEach());
    assertThat(rest(store, EvidenceStore.Page.START)).hasSize(Samples.oneOfEach().size());
  }

  @Test
  void lines_about_nothing_are_kept_but_not_read() throws Exception {
    var store = emptyStore();
    store.append(
        List.of(
            Samples.line(1, new LogEvent.Other("sshd")),
            Samples.started(2),
            Samples.line(3, new LogEvent.Unparsed("no time"))));
    assertThat(rest(store, EvidenceStore.Page.START)).containsExactly(Samples.started(2));
  }

  @Test
  void a_cursor_goes_on_where_it_was_and_the_end_is_an_empty_page() throws Exception {
    var store = emptyStore();
    store.append(List.of(Samples.started(1), Samples.started(2)));
    var first = store.readAfter(EvidenceStore.Page.START);
    assertThat(first.evidence()).containsExactly(Samples.started(1), Samples.started(2));
    assertThat(first.last()).as("nothing follows yet").isTrue();
    assertThat(store.readAfter(first.next()).evidence()).isEmpty();
    store.append(List.of(Samples.started(3)));
    assertThat(store.readAfter(first.next()).evidence()).containsExactly(Samples.started(3));
    assertThat(store.readAfter(EvidenceStore.Page.START).evidence()).hasSize(3);
  }

  @Test
  void pages_through_more_than_one_page() throws Exception {
    var store = emptyStore();
    var many = new ArrayList<Evidence>();
    for (int i = 0; i < 11_000; i++) many.add(Samples.started(i));
    store.append(many);
    assertThat(store.readAfter(EvidenceStore.Page.START).last()).isFalse();
    assertThat(rest(store, EvidenceStore.Page.START)).containsExactlyElementsOf(many);
  }

  @Test
  void counts_the_patterns_of_a_host_in_a_range_and_in_slots() throws Exception {
    var store = emptyStore();
    var from = Instant.parse("2026-11-18T00:00:00Z");
    var lines = new ArrayList<Evidence>();
    for (int day = -1; day < 4; day++) {
      var at = from.plus(Duration.ofDays(day)).plusSeconds(3_600).plusNanos(789);
      lines.add(told(20 + day, at, "dump", "finished in " + day + "1 s"));
      if (day == 2) lines.add(told(7, at.plusSeconds(60), "find", "\"/x\": Permission denied"));
    }
    lines.add(Samples.line(99, new LogEvent.Unparsed("no time"), from, "no line"));
    store.append(lines);
    var hour = Duration.ofHours(24);
    var question = new Question(Samples.SERVER, from, from.plus(Duration.ofDays(3)), hour);
    var source = Samples.SOURCE.value();
    var first = from.plusSeconds(3_600);
    var third = first.plus(Duration.ofDays(2));
    assertThat(store.patterns(question))
        .isEqualTo(
            new PatternHistory(
                List.of(
                    new Sighting(
                        "dump: finished in <*> s",
                        source,
                        first,
                        third,
                        3,
                        List.of(from, from.plus(hour), from.plus(hour.multipliedBy(2)))),
                    new Sighting(
                        "find: \"<*>\": Permission denied",
                        source,
                        third.plusSeconds(60),
                        third.plusSeconds(60),
                        1,
                        List.of(from.plus(hour.multipliedBy(2))))),
                true));
    var other = new Question(Samples.DATABASE, from, from.plus(Duration.ofDays(3)), hour);
    assertThat(store.patterns(other)).isEqualTo(PatternHistory.NONE);
  }

  @Test
  void returns_the_lines_of_a_host_in_a_range_whatever_they_are_about() throws Exception {
    var store = emptyStore();
    var from = Instant.parse("2026-11-18T02:00:00Z");
    var lines = new ArrayList<LogRecord>();
    for (int minute = 4; minute >= 0; minute--)
      lines.add(
          Samples.line(
              minute,
              new LogEvent.Other("dump"),
              from.plus(Duration.ofMinutes(minute)),
              "dump: step " + minute));
    store.append(List.copyOf(lines));
    var range = new Interval(from.plusSeconds(60), from.plusSeconds(240));
    assertThat(store.lines(Samples.SERVER, range, EARLIEST_FIRST, 2))
        .containsExactly(lines.get(3), lines.get(2));
    assertThat(store.lines(Samples.SERVER, range, LATEST_FIRST, 2))
        .containsExactly(lines.get(1), lines.get(2));
    assertThat(store.lines(Samples.SERVER, range, EARLIEST_FIRST, 9)).hasSize(3);
    assertThat(store.lines(Samples.DATABASE, range, LATEST_FIRST, 9)).isEmpty();
  }

  @Test
  void a_history_with_more_patterns_than_are_counted_says_so() throws Exception {
    var store = emptyStore();
    var lines = new ArrayList<Evidence>();
    for (int i = 0; i <= PatternHistory.MOST; i++) {
      var word = new StringBuilder("word");
      for (int rest = i + 1; rest > 0; rest /= 10) word.append((char) ('k' + rest % 10));
      lines.add(told(i, Samples.AT, "app", word.toString()));
    }
    store.append(lines);
    var until = Samples.AT.plus(Duration.ofDays(1));
    var from = Samples.AT.minus(Duration.ofDays(1));
    var history = store.patterns(new Question(Samples.SERVER, from, until, Duration.ofHours(1)));
    assertThat(history.complete()).isFalse();
    assertThat(history.sightings()).hasSize(PatternHistory.MOST);
  }

  private static Evidence told(int number, Instant at, String program, String text) {
    return Samples.line(number, new LogEvent.Other(program), at, program + ": " + text);
  }

  @Test
  void reads_the_evidence_of_one_host_up_to_a_cursor() throws Exception {
    var store = emptyStore();
    var of = Samples.SERVER;
    var others = Samples.oneOfEach().stream().filter(one -> !one.host().equals(of)).toList();
    assertThat(others).as("samples of other hosts").isNotEmpty();
    store.append(others);
    store.append(List.of(Samples.started(1), Samples.line(2, new LogEvent.Other("sshd"))));
    assertThat(of(store, of, EvidenceStore.Page.START, EvidenceStore.Page.START)).isEmpty();
    var until = end(store);
    assertThat(of(store, of, EvidenceStore.Page.START, until)).containsExactly(Samples.started(1));
    store.append(List.of(Samples.started(3)));
    assertThat(of(store, of, EvidenceStore.Page.START, until)).containsExactly(Samples.started(1));
    assertThat(of(store, of, until, end(store))).containsExactly(Samples.started(3));
    assertThat(of(store, Host.server("unknown"), EvidenceStore.Page.START, end(store))).isEmpty();
  }

  @Test
  void pages_through_the_evidence_of_one_host() throws Exception {
    var store = emptyStore();
    var many = new ArrayList<Evidence>();
    for (int i = 0; i < 6_000; i++) many.add(Samples.started(i));
    store.append(many);
    assertThat(of(store, Samples.SERVER, EvidenceStore.Page.START, end(store)))
        .containsExactlyElementsOf(many);
  }

  /// The cursor behind all that is stored.
  private static String end(EvidenceStore store) throws StoreException {
    var cursor = EvidenceStore.Page.START;
    while (true) {
      var page = store.readAfter(cursor);
      cursor = page.next();
      if (page.last()) return cursor;
    }
  }

  private static List<Evidence> of(EvidenceStore store, Host host, String from, String until)
      throws StoreException {
    var all = new ArrayList<Evidence>();
    for (var page = store.readOf(host, from, until); !page.evidence().isEmpty(); ) {
      all.addAll(page.evidence());
      page = store.readOf(host, page.next(), until);
    }
    return all;
  }

  @Test
  void finds_a_configuration_by_its_id() throws Exception {
    var store = emptyStore();
    assertThat(store.configuration("config-1")).isEmpty();
    store.append(List.of(Samples.config("config-1"), Samples.listing("listing-1")));
    assertThat(store.configuration("config-1")).contains(Samples.config("config-1"));
    assertThat(store.configuration("config-2")).isEmpty();
    assertThat(store.configuration("")).as("of a host without a snapshot").isEmpty();
    assertThat(store.configuration("listing-1")).isEmpty();
  }

  @Test
  void knows_when_the_newest_configuration_of_a_host_was_taken() throws Exception {
    var store = emptyStore();
    assertThat(store.newestConfiguration(Samples.SERVER)).isEmpty();
    var config = Samples.config("config-1");
    store.append(List.of(config, Samples.started(7_000), Samples.listing("listing-1")));
    assertThat(store.newestConfiguration(config.host()).map(at -> at.truncatedTo(MILLIS)))
        .contains(config.at().truncatedTo(MILLIS));
    assertThat(store.newestConfiguration(Host.server("unknown"))).isEmpty();
  }

  @Test
  void a_reader_among_writers_misses_nothing() throws Exception {
    var store = emptyStore();
    var seen = new HashSet<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writers = new ArrayList<Callable<Integer>>();
      for (int w = 0; w < 4; w++) {
        int first = w * 1_000;
        writers.add(() -> write(store, first));
      }
      var done = writers.stream().map(threads::submit).toList();
      var cursor = EvidenceStore.Page.START;
      while (done.stream().anyMatch(writer -> !writer.isDone())) {
        var page = store.readAfter(cursor);
        page.evidence().forEach(evidence -> seen.add(evidence.id()));
        cursor = page.next();
      }
      for (var writer : done) assertThat(writer.get()).isEqualTo(500);
      rest(store, cursor).forEach(evidence -> seen.add(evidence.id()));
    }
    assertThat(seen).hasSize(2_000);
  }

  private static int write(EvidenceStore store, int first) throws StoreException {
    for (int i = 0; i < 500; i += 50) {
      var batch = new ArrayList<Evidence>();
      for (int j = 0; j < 50; j++) batch.add(Samples.started(first + i + j));
      store.append(batch);
    }
    return 500;
  }

  /// Everything from a cursor up to the empty page.
  protected static List<Evidence> rest(EvidenceStore store, String cursor) throws StoreException {
    var all = new ArrayList<Evidence>();
    while (true) {
      var page = store.readAfter(cursor);
      if (page.evidence().isEmpty()) return all;
      all.addAll(page.evidence());
      cursor = page.next();
    }
  }
}
