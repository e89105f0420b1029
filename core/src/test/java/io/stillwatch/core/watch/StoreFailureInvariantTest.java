// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.StoreException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Invariant 2: a tick of which the n-th store call fails is repeated without a difference, for
/// every n.
class StoreFailureInvariantTest {
  private static final int DAYS = 2;
  private static final int MOST_CALLS = 24;

  @ParameterizedTest(name = "seed {0}: calls fail {1}")
  @CsvSource({"31, BEFORE", "32, BEFORE", "33, AFTER", "34, AFTER"})
  void a_failed_call_changes_nothing_after_the_repeat(long seed, StoreCalls.Failure how)
      throws Exception {
    var story = new RandomStory(seed, DAYS);
    var expected = StoryRun.uninterrupted(story);
    var failed = new TreeSet<String>();
    for (int n = 1; n <= MOST_CALLS; n++) {
      var calls = new StoreCalls();
      var run = new StoryRun(story, calls::around);
      failed.addAll(tellWithFailures(run, calls, n, how));
      RestartInvariantTest.same(run.result(), expected, "seed " + seed + ", call " + n);
    }
    assertThat(failed)
        .contains(
            "EvidenceStore.readAfter",
            "SourceStore.all",
            "FindingStore.save",
            "WatchStateStore.saveAll",
            "JobStatusStore.put",
            "RunStore.putRuns",
            "VerdictStore.putVerdicts",
            "SizeStore.putSizes");
  }

  /// At each tick the n-th call fails, if there are as many.
  private static Set<String> tellWithFailures(
      StoryRun run, StoreCalls calls, int n, StoreCalls.Failure how) throws Exception {
    var failed = new TreeSet<String>();
    while (run.goesOn()) {
      run.arrive();
      calls.fail(n, how);
      try {
        run.tick();
      } catch (StoreException e) {
        run.tick();
      }
      failed.add(calls.failed());
      calls.fail(Integer.MAX_VALUE, how);
      run.look();
    }
    return failed;
  }
}
