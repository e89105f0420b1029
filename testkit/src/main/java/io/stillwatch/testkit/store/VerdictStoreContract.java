// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.VerdictStore.Bucket;
import io.stillwatch.core.store.VerdictStore.Page;
import io.stillwatch.core.store.VerdictStore.VerdictFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every store of verdicts keeps.
public abstract class VerdictStoreContract {
  private static final Instant DUE = Instant.parse("2026-11-20T02:30:00Z");
  private static final Instant LATER = DUE.plus(Duration.ofDays(40));
  private static final Verdict MISSED = new Verdict.Missed();

  /// A store that holds nothing yet.
  protected abstract VerdictStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_no_verdicts() throws Exception {
    var store = emptyStore();
    assertThat(store.verdicts(List.of("job-1"), Instant.MIN, Instant.MAX)).isEmpty();
    assertThat(store.page(filter("", ""), Page.START, 10)).isEqualTo(new Page(List.of(), ""));
    assertThat(store.histogram(DUE, DUE.plusSeconds(2), Duration.ofSeconds(1)))
        .containsExactly(new Bucket(DUE, Map.of()), new Bucket(DUE.plusSeconds(1), Map.of()));
  }

  @Test
  void a_later_verdict_replaces_the_earlier_one_on_the_same_due_time() throws Exception {
    var store = emptyStore();
    var unknown = new Verdict.Unknown(Verdict.Why.NO_EVIDENCE);
    store.putVerdicts(List.of(new JudgedRun("job-1", DUE, unknown, DUE)));
    var revised = new JudgedRun("job-1", DUE, new Verdict.OnTime(DUE.plusSeconds(2)), LATER);
    store.putVerdicts(List.of(revised));
    assertThat(store.verdicts(List.of("job-1"), DUE, DUE.plusSeconds(1))).containsExactly(revised);
    assertThat(store.verdicts(List.of("job-1"), DUE.plusSeconds(1), LATER)).isEmpty();
  }

  @Test
  void returns_every_kind_of_verdict_by_due_time() throws Exception {
    var store = emptyStore();
    var judged = new ArrayList<JudgedRun>();
    for (var verdict : Samples.verdicts()) judged.add(judged("job-1", judged.size(), verdict));
    for (var why : Verdict.Why.values()) {
      judged.add(judged("job-1", judged.size(), new Verdict.Unknown(why)));
    }
    store.putVerdicts(judged.reversed());
    assertThat(store.verdicts(List.of("job-1"), Instant.MIN, Instant.MAX)).isEqualTo(judged);
  }

  @Test
  void returns_the_verdicts_of_some_jobs() throws Exception {
    var store = emptyStore();
    var first = judged("job-1", 0, MISSED);
    var second = judged("job-2", 0, MISSED);
    var third = judged("job-1", 1, MISSED);
    store.putVerdicts(List.of(third, judged("job-3", 0, MISSED), second, first));
    var jobs = new ArrayList<>(List.of("job-1", "job-2"));
    for (int i = 0; i < 2_500; i++) jobs.add("other-" + i);
    assertThat(store.verdicts(jobs, DUE, LATER)).containsExactly(first, second, third);
    assertThat(store.verdicts(List.of(), DUE, LATER)).isEmpty();
  }

  @Test
  void pages_through_the_verdicts_that_match_by_due_time() throws Exception {
    var store = emptyStore();
    var all = new ArrayList<JudgedRun>();
    for (int i = 0; i < 20; i++) {
      all.add(judged("job-" + i % 2, i / 2, i % 3 == 0 ? MISSED : new Verdict.OnTime(DUE)));
    }
    store.putVerdicts(all.reversed());
    for (int size : List.of(1, 7, 20)) {
      assertThat(pages(store, filter("", ""), size)).isEqualTo(all);
    }
    assertThat(pages(store, filter("job-1", ""), 3))
        .isEqualTo(all.stream().filter(run -> run.job().equals("job-1")).toList());
    assertThat(pages(store, filter("job-1", "missed"), 3))
        .isEqualTo(
            all.stream()
                .filter(run -> run.job().equals("job-1") && run.verdict().equals(MISSED))
                .toList());
    var range = new VerdictFilter("", "", DUE.plusSeconds(1), DUE.plusSeconds(3));
    assertThat(pages(store, range, 3)).isEqualTo(all.subList(2, 6));
  }

  @Test
  void counts_the_words_of_each_bucket_from_the_start_of_the_range() throws Exception {
    var store = emptyStore();
    store.putVerdicts(
        List.of(
            judged("job-1", 0, MISSED),
            judged("job-2", 6, MISSED),
            judged("job-1", 6, new Verdict.OnTime(DUE)),
            judged("job-1", 7, MISSED),
            judged("job-1", 20, MISSED),
            judged("job-1", 21, MISSED)));
    assertThat(store.histogram(DUE, DUE.plusSeconds(21), Duration.ofSeconds(7)))
        .containsExactly(
            new Bucket(DUE, Map.of("missed", 2L, "on-time", 1L)),
            new Bucket(DUE.plusSeconds(7), Map.of("missed", 1L)),
            new Bucket(DUE.plusSeconds(14), Map.of("missed", 1L)));
    assertThat(store.histogram(DUE, DUE, Duration.ofSeconds(7))).isEmpty();
  }

  @Test
  void counts_the_words_of_some_jobs() throws Exception {
    var store = emptyStore();
    store.putVerdicts(
        List.of(
            judged("job-1", 0, MISSED),
            judged("job-1", 1, new Verdict.OnTime(DUE)),
            judged("job-1", 9, MISSED),
            judged("job-2", 1, MISSED),
            judged("job-3", 1, MISSED)));
    assertThat(store.counts(List.of("job-1", "job-2"), DUE, DUE.plusSeconds(9)))
        .isEqualTo(Map.of("missed", 2L, "on-time", 1L));
    assertThat(store.counts(List.of(), DUE, LATER)).isEmpty();
  }

  private static List<JudgedRun> pages(VerdictStore store, VerdictFilter filter, int size)
      throws StoreException {
    var all = new ArrayList<JudgedRun>();
    var after = Page.START;
    do {
      var page = store.page(filter, after, size);
      assertThat(page.verdicts()).hasSizeLessThanOrEqualTo(size);
      all.addAll(page.verdicts());
      after = page.next();
    } while (!after.isEmpty());
    return all;
  }

  private static VerdictFilter filter(String job, String word) {
    return new VerdictFilter(job, word, Instant.MIN, Instant.MAX);
  }

  private static JudgedRun judged(String job, int second, Verdict verdict) {
    return new JudgedRun(job, DUE.plusSeconds(second), verdict, Samples.AT);
  }
}
