// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStateStore.Loaded;
import io.stillwatch.core.store.WatchStores;
import io.stillwatch.core.testing.Sample;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A host whose stored state cannot be read is folded again from its own evidence.
class RefoldTest {
  private static final Host UNREADABLE = Host.server("host-1");
  private static final int DAYS = 5;
  private static final int BROKEN_AT = 3 * 24 * 6;
  private static final int HALF_A_DAY = 12 * 6;

  private final List<String> cursors = new ArrayList<>();
  private final Set<Host> refolded =
      new TreeSet<>((one, other) -> one.name().compareTo(other.name()));
  private boolean broken;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62, 63, 64})
  void a_state_that_cannot_be_read_makes_no_job_missed(long seed) throws Exception {
    var story = new RandomStory(seed, DAYS);
    var run = new StoryRun(story, stores -> around(stores, stores.evidence()));
    for (int tick = 0; run.goesOn(); tick++) {
      run.arrive();
      if (tick == BROKEN_AT) restartWithout(run);
      run.tick();
    }
    assertThat(refolded).containsExactly(UNREADABLE);
    same(run.result(), StoryRun.uninterrupted(story));
  }

  @Test
  void the_other_hosts_continue_from_the_stored_cursor() throws Exception {
    var run = new StoryRun(new RandomStory(65, DAYS), stores -> around(stores, stores.evidence()));
    for (int tick = 0; tick < BROKEN_AT; tick++) {
      run.arrive();
      run.tick();
    }
    var stored = run.memory().states().progress().cursor();
    cursors.clear();
    restartWithout(run);
    run.arrive();
    run.tick();
    assertThat(cursors.getFirst()).isEqualTo(stored).isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {71, 72, 73, 74})
  void restarts_during_the_refold_lose_nothing(long seed) throws Exception {
    var story = new RandomStory(seed, DAYS);
    var run = new StoryRun(story, stores -> around(stores, smallPages(seed)));
    int ticksOfTheRefold = 0;
    for (int tick = 0; run.goesOn(); tick++) {
      run.arrive();
      if (tick == BROKEN_AT) restartWithout(run);
      else if (tick > BROKEN_AT && tick % 2 == 0) run.restart();
      run.tick();
      if (refolding(run)) ticksOfTheRefold++;
    }
    assertThat(ticksOfTheRefold).as("ticks of the refold").isGreaterThan(2);
    same(run.result(), StoryRun.uninterrupted(story));
  }

  /// A page that is read again is judged at once and not hour by hour, so habits are learned, and
  /// reasons are known, earlier than they were; but nothing is missed or failed that was not.
  private static void same(StoryRun.Result actual, StoryRun.Result expected) {
    equal(ofOthers(actual.verdicts()), ofOthers(expected.verdicts()));
    equal(ofOthers(actual.statuses()), ofOthers(expected.statuses()));
    equal(later(actual.verdicts()), later(expected.verdicts()));
    assertThat(bad(actual.verdicts())).isNotEmpty().isSubsetOf(expected.verdicts());
  }

  private static void equal(List<String> actual, List<String> expected) {
    assertThat(expected).isNotEmpty();
    assertThat(RestartInvariantTest.difference(actual, expected)).isEmpty();
  }

  private static List<String> ofOthers(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("host-0") || line.contains("host-2"))
        .toList();
  }

  private static List<String> bad(List<String> verdicts) {
    return verdicts.stream()
        .filter(line -> line.startsWith(UNREADABLE.name()))
        .filter(line -> line.contains("Missed") || line.contains("Failed"))
        .toList();
  }

  /// Of configured jobs on the last day.
  private static List<String> later(List<String> verdicts) {
    var lastDay = " " + Sample.day(DAYS - 1).toString().substring(0, 10);
    return verdicts.stream()
        .filter(line -> line.startsWith(UNREADABLE.name()) && line.contains(lastDay))
        .toList();
  }

  private static EvidenceStore smallPages(long seed) {
    return new RandomPages(new Random(seed), 8);
  }

  @Test
  void while_a_host_is_folded_again_its_jobs_keep_their_status() throws Exception {
    var story = new RandomStory(75, DAYS);
    var run = new StoryRun(story, stores -> around(stores, smallPages(75)));
    for (int tick = 0; tick < BROKEN_AT; tick++) {
      run.arrive();
      run.tick();
    }
    var before = statuses(run);
    restartWithout(run);
    int ticks = 0;
    for (; ticks < 2 || refolding(run); ticks++) {
      assertThat(statuses(run)).isEqualTo(before);
      run.arrive();
      run.tick();
    }
    assertThat(ticks).isGreaterThan(2);
    for (int more = 0; more < HALF_A_DAY; more++) {
      run.arrive();
      run.tick();
    }
    assertThat(statuses(run)).isNotEqualTo(before);
  }

  private static List<JobStatus> statuses(StoryRun run) throws StoreException {
    var all = run.memory().outcomes().statuses().page(JobFilter.ALL, "", 10_000).jobs();
    return all.stream()
        .filter(status -> status.job().host().equals(UNREADABLE))
        .filter(status -> !status.retirement().why().startsWith("known under"))
        .toList();
  }

  private static boolean refolding(StoryRun run) throws StoreException {
    var found = new ArrayList<Boolean>();
    run.memory()
        .states()
        .load(loaded -> {
          if (loaded instanceof Loaded.State(var state, _) && state.host().equals(UNREADABLE)) {
            found.add(state.position().refold().isPresent());
          }
        });
    return found.contains(true);
  }

  private void restartWithout(StoryRun run) {
    broken = true;
    run.restart();
  }

  private WatchStores around(WatchStores stores, EvidenceStore evidence) {
    return new WatchStores(
        noting(evidence),
        stores.sources(),
        stores.findings(),
        breaking(stores.states()),
        stores.labels(),
        stores.outcomes());
  }

  private EvidenceStore noting(EvidenceStore evidence) {
    return (EvidenceStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EvidenceStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("readAfter")) cursors.add((String) arguments[0]);
              if (method.getName().equals("readOf")) {
                refolded.add((Host) arguments[0]);
              }
              return invoke(evidence, method, arguments);
            });
  }

  /// Once it is broken, the state of one host cannot be read until it is saved again.
  private WatchStateStore breaking(WatchStateStore states) {
    return (WatchStateStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {WatchStateStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("load") && broken) {
                broken = false;
                @SuppressWarnings("unchecked")
                var each = (Consumer<Loaded>) arguments[0];
                states.load(found -> each.accept(unreadable(found)));
                return null;
              }
              return invoke(states, method, arguments);
            });
  }

  private static Object invoke(Object store, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Loaded unreadable(Loaded found) {
    return found instanceof Loaded.State(var state, _) && state.host().equals(UNREADABLE)
        ? new Loaded.Unreadable(UNREADABLE, "its format is 99")
        : found;
  }
}
