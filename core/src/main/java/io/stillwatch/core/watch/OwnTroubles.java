// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Closure;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.MergedStates;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.WatchStores;
import io.stillwatch.core.watch.stoppage.BlindSources;
import io.stillwatch.core.watch.stoppage.BlindSources.Blind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Stillwatch cannot see or do, as stoppages of the jobs that stand for its sources and parts.
///
/// A trouble counts once it lasted for a while, from when it was first seen here; a source that is
/// read rarely gets longer. A source is back once what it brought has been judged: then it is known
/// what was hidden.
final class OwnTroubles {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration RARELY_READ = Duration.ofHours(1);
  private static final Duration UNWELL_FOR = Duration.ofMinutes(3);

  private final WatchStores stores;
  private final Sight sight;
  private final HiddenJobs hidden;
  private final Map<String, Instant> seenAt = new HashMap<>();

  OwnTroubles(WatchStores stores, Sight sight) {
    this.stores = stores;
    this.sight = sight;
    this.hidden = new HiddenJobs(stores.outcomes());
  }

  /// How long storing what was read may take, and who knows how our parts are.
  record Sight(Duration behindAfter, SelfCheck self) {}

  record Report(List<Stoppage> stoppages, List<Recovery> recoveries, List<Closure> closures) {
    boolean isEmpty() {
      return stoppages.isEmpty() && recoveries.isEmpty() && closures.isEmpty();
    }
  }

  Report look(List<Alert> open, Instant now) throws StoreException {
    var reported = stores.sources().reported();
    var blind = new LinkedHashMap<String, Blind>();
    for (var one : BlindSources.of(reported, now, sight.behindAfter()))
      blind.put(BlindSources.id(one.state()), one);
    var unwell = new LinkedHashMap<String, Ailment>();
    for (var one : sight.self().ailments(now)) unwell.putIfAbsent(one.id(), one);
    remember(blind, unwell, now);
    var report = new Report(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var one : blind.entrySet())
      if (lasts(one.getKey(), patience(one.getValue().state()), now))
        report.stoppages().add(one.getValue().stoppage(hidden.behind(one.getValue().state())));
    for (var one : unwell.entrySet())
      if (lasts(one.getKey(), UNWELL_FOR, now))
        report.stoppages().add(one.getValue().stoppage(seenAt.getOrDefault(one.getKey(), now)));
    members(open)
        .forEach((id, member) -> {
          if (member.job().kind() == JobKind.SERVICE && !unwell.containsKey(id))
            report.recoveries().add(new Recovery(member.job(), now));
        });
    sources(open, reported, blind, now, report);
    return report;
  }

  private void remember(Map<String, Blind> blind, Map<String, Ailment> unwell, Instant now) {
    seenAt.keySet().removeIf(id -> !blind.containsKey(id) && !unwell.containsKey(id));
    blind.keySet().forEach(id -> seenAt.putIfAbsent(id, now));
    unwell.keySet().forEach(id -> seenAt.putIfAbsent(id, now));
  }

  private boolean lasts(String id, Duration patience, Instant now) {
    return !seenAt.getOrDefault(id, now).plus(patience).isAfter(now);
  }

  private static Duration patience(SourceState state) {
    return state.reports() == Reports.CONFIGURATION ? RARELY_READ : PATIENCE;
  }

  /// Sources that see again, and those that nobody reads any more.
  private void sources(
      List<Alert> open,
      List<CollectorState> reported,
      Map<String, Blind> blind,
      Instant now,
      Report report)
      throws StoreException {
    var members = members(open);
    members.values().removeIf(member -> member.job().kind() != JobKind.SOURCE);
    members.keySet().removeAll(blind.keySet());
    if (members.isEmpty()) return;
    var states = new HashMap<String, SourceState>();
    for (var state : MergedStates.of(reported)) states.put(BlindSources.id(state), state);
    var judged = stores.states().progress().judgedUntil();
    for (var member : members.entrySet()) {
      var state = Optional.ofNullable(states.get(member.getKey()));
      if (state.isEmpty()) {
        report.closures().add(new Closure(member.getKey(), "this source is read no longer", now));
      } else if (!judged.isBefore(state.get().polledAt())) {
        var stoppage = member.getValue();
        var at = state.get().polledAt();
        var found = stoppage.ranAgain().isEmpty() ? hidden.found(stoppage, at) : "";
        report.recoveries().add(new Recovery(stoppage.job(), at, found));
      }
    }
  }

  private static Map<String, Stoppage> members(List<Alert> open) {
    var members = new LinkedHashMap<String, Stoppage>();
    for (var alert : open)
      for (var member : alert.stoppages())
        if (member.job().kind().isOurs()) members.putIfAbsent(member.job().id(), member);
    return members;
  }
}
