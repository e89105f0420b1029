// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.JobNotes;
import io.stillwatch.core.state.EvidencePosition;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Folds evidence into the state of its host.
///
/// Pure but for the audits that a changed configuration asks for. Evidence that is part of the
/// state already is left out, so a page may repeat it.
public final class EvidenceFold {
  private final ConfigurationFold configurations;
  private final JobNotes notes;
  private final FoldLimit limit;
  private final LongAdder refused = new LongAdder();

  /// `notes` may limit how long a run takes.
  public EvidenceFold(ConfigurationFold configurations, JobNotes notes, FoldLimit limit) {
    this.configurations = configurations;
    this.notes = notes;
    this.limit = limit;
  }

  /// Folds evidence of one host, which was read after the given checkpoint. What is left for later
  /// is no part of the state, so it is folded once it is read again.
  public Result fold(HostState from, List<Evidence> evidence, long checkpoint)
      throws StoreException {
    var fresh = new ArrayList<Evidence>();
    var hashes = new HashSet<Long>();
    for (var one : evidence) {
      long hash = EvidencePosition.hash(one.id());
      if (!from.position().holds(hash) && hashes.add(hash)) fresh.add(one);
    }
    fresh.sort(Comparator.comparing(Evidence::at));
    fresh.removeIf(limit.leftOut());
    var slow = new ArrayList<Evidence>();
    var meter = limit.meter();
    while (true) {
      var draft = new HostDraft(from, notes);
      var audits = new ArrayList<Audited>();
      var later = new ArrayList<Evidence>();
      var exceeding = add(draft, fresh, audits, later, meter);
      if (exceeding.isEmpty()) {
        later.forEach(one -> hashes.remove(EvidencePosition.hash(one.id())));
        draft.took(hashes.stream().mapToLong(Long::longValue).toArray(), checkpoint);
        refused.add(draft.refusals());
        return new Result(draft.freeze(), audits, new Left(slow, later));
      }
      slow.addAll(exceeding.values());
      fresh.removeIf(one -> exceeding.containsKey(FoldLimit.key(one)));
    }
  }

  /// Audits a host whose log gave a reason to, and once a day one whose configuration is known.
  public Result auditIfDue(HostState state, Instant now) throws StoreException {
    var draft = new HostDraft(state, notes);
    var audits = new ArrayList<Audited>();
    var due = configurations.due(draft, now);
    if (due.isEmpty()) return new Result(draft.freeze(), audits, Left.NONE);
    if (limit.leftOut().test(due.get())) {
      draft.configuration = draft.configuration.auditedAt(now);
      return new Result(draft.freeze(), audits, Left.NONE);
    }
    boolean done =
        limit
            .meter()
            .within(due.get(), () -> audits.add(configurations.audit(draft, due.get(), now)));
    return done
        ? new Result(draft.freeze(), audits, Left.NONE)
        : new Result(
            new HostDraft(state, notes).freeze(),
            List.of(),
            new Left(List.of(due.get()), List.of()));
  }

  /// Lines so far whose command did not become a job, because its host has as many as it may have.
  public long refused() {
    return refused.sum();
  }

  /// What became of the state, the audits that were made on the way, and what is not part of it.
  public record Result(Folded folded, List<Audited> audits, Left left) {
    public Result {
      audits = List.copyOf(audits);
    }
  }

  /// The evidence that took too long and is left out, and that which was not begun, in the order of
  /// its time, because what came before it took all of the time of its host.
  public record Left(List<Evidence> slow, List<Evidence> later) {
    static final Left NONE = new Left(List.of(), List.of());

    public Left {
      slow = List.copyOf(slow);
      later = List.copyOf(later);
    }
  }

  /// Adds all pieces but those that take too long, which are returned by their keys, and those that
  /// are left for `later`. If any takes too long, the draft is of no use: what was begun of it is
  /// in it.
  private Map<String, Evidence> add(
      HostDraft draft,
      List<Evidence> evidence,
      List<Audited> audits,
      List<Evidence> later,
      FoldLimit.Meter meter)
      throws StoreException {
    var exceeding = new LinkedHashMap<String, Evidence>();
    for (var one : evidence) {
      if (meter.spent()) {
        later.add(one);
        continue;
      }
      if (!exceeding.isEmpty() && exceeding.containsKey(FoldLimit.key(one))) continue;
      if (!meter.within(one, () -> add(draft, one, audits))) exceeding.put(FoldLimit.key(one), one);
    }
    return exceeding;
  }

  private void add(HostDraft draft, Evidence evidence, List<Audited> audits) throws StoreException {
    switch (evidence) {
      case LogRecord line -> LineFold.add(draft, line);
      case Listing listing -> ListingFold.add(draft, listing);
      case HostConfig config -> configurations.add(draft, config).ifPresent(audits::add);
      case Gap _ -> {}
    }
  }
}
