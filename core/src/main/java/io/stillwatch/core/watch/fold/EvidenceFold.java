// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.job.JobNotes;
import io.stillwatch.core.state.EvidencePosition;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

  /// Folds evidence of one host, which was read after the given checkpoint.
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
    while (true) {
      var draft = new HostDraft(from, notes);
      draft.took(hashes.stream().mapToLong(Long::longValue).toArray(), checkpoint);
      var audits = new ArrayList<Audited>();
      var exceeding = addUntilSlow(draft, fresh, audits);
      if (exceeding.isEmpty()) {
        refused.add(draft.refusals());
        return new Result(draft.freeze(), audits, slow);
      }
      slow.add(exceeding.get());
      var same = FoldLimit.key(exceeding.get());
      fresh.removeIf(one -> FoldLimit.key(one).equals(same));
    }
  }

  /// Lines so far whose command did not become a job, because its host has as many as it may have.
  public long refused() {
    return refused.sum();
  }

  /// What became of the state, the audits that were made on the way, and the evidence that took too
  /// long and was left out.
  public record Result(Folded folded, List<Audited> audits, List<Evidence> slow) {
    public Result {
      audits = List.copyOf(audits);
      slow = List.copyOf(slow);
    }
  }

  private Optional<Evidence> addUntilSlow(
      HostDraft draft, List<Evidence> evidence, List<Audited> audits) throws StoreException {
    for (var one : evidence) {
      long start = limit.cpuNanos().getAsLong();
      boolean done =
          WorkBudget.within(() -> limit.exceeded(one, start), () -> add(draft, one, audits));
      if (!done) return Optional.of(one);
    }
    return Optional.empty();
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
