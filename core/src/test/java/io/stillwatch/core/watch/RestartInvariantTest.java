// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.WatchStores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Invariant 1: cutting the evidence anywhere, and a restart at any time, change nothing.
class RestartInvariantTest {
  private static final int DAYS = 5;

  /// A sweep: `-Dstillwatch.seeds=300`.
  private static final int SEEDS = Integer.getInteger("stillwatch.seeds", 17);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void restarts_change_nothing(long seed) throws Exception {
    var story = new RandomStory(seed, DAYS);
    var random = new Random(seed * 31);
    var run = new StoryRun(story, UnaryOperator.identity());
    while (run.goesOn()) {
      run.arrive();
      if (random.nextInt(12) == 0) run.restart();
      run.tick();
      run.look();
    }
    same(run.result(), StoryRun.uninterrupted(story), seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void pages_of_any_size_change_nothing(long seed) throws Exception {
    var story = new RandomStory(seed, DAYS);
    var random = new Random(seed * 31);
    var run = new StoryRun(story, stores -> paged(stores, random));
    while (run.goesOn()) {
      run.arrive();
      run.tick();
      run.look();
    }
    same(run.result(), StoryRun.uninterrupted(story), seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void restarts_and_pages_together_change_nothing(long seed) throws Exception {
    var story = new RandomStory(seed, DAYS);
    var random = new Random(seed * 31);
    var run = new StoryRun(story, stores -> paged(stores, random));
    while (run.goesOn()) {
      run.arrive();
      if (random.nextInt(6) == 0) run.restart();
      run.tick();
      run.look();
    }
    same(run.result(), StoryRun.uninterrupted(story), seed);
  }

  private static WatchStores paged(WatchStores stores, Random random) {
    return stores.with(new RandomPages(random, 30));
  }

  static void same(StoryRun.Result actual, StoryRun.Result expected, Object what) {
    assertThat(expected.verdicts()).as("the story of %s has verdicts", what).isNotEmpty();
    assertThat(difference(actual.verdicts(), expected.verdicts()))
        .as("verdicts of %s", what)
        .isEmpty();
    assertThat(difference(actual.statuses(), expected.statuses()))
        .as("statuses of %s", what)
        .isEmpty();
    assertThat(difference(actual.stoppages(), expected.stoppages()))
        .as("stoppages of %s", what)
        .isEmpty();
  }

  static List<String> difference(Collection<?> actual, Collection<?> expected) {
    var difference = new ArrayList<String>();
    var before = new LinkedHashSet<>(expected);
    var after = new LinkedHashSet<>(actual);
    before.stream().filter(one -> !after.contains(one)).forEach(one -> difference.add("- " + one));
    after.stream().filter(one -> !before.contains(one)).forEach(one -> difference.add("+ " + one));
    return difference;
  }
}
