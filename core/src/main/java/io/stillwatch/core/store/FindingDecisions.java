// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.FindingLifecycle.Decision;
import io.stillwatch.core.finding.FindingLifecycle.Status;
import java.util.function.UnaryOperator;

/// What people do with a finding: accept it, call it a false positive, open it again. The audit
/// changes the same document while it goes on, so a lost race is repeated on the newer version.
public final class FindingDecisions {
  private static final int TRIES = 3;

  private final FindingStore findings;

  public FindingDecisions(FindingStore findings) {
    this.findings = findings;
  }

  /// What became of a decision.
  public sealed interface Outcome {
    record Done(Finding finding) implements Outcome {}

    record Unknown(String id) implements Outcome {}

    /// The fault is gone: there is nothing to decide.
    record Gone(Finding finding) implements Outcome {}
  }

  /// `status` is [Status#ACCEPTED] or [Status#FALSE_POSITIVE].
  public Outcome decide(String id, Status status, Decision decision) throws StoreException {
    return change(id, life -> life.decided(status, decision));
  }

  public Outcome reopen(String id) throws StoreException {
    return change(id, FindingLifecycle::reopened);
  }

  private Outcome change(String id, UnaryOperator<FindingLifecycle> change) throws StoreException {
    for (int attempt = 1; ; attempt++) {
      var found = findings.find(id);
      if (found.isEmpty()) return new Outcome.Unknown(id);
      var finding = found.get().value();
      if (finding.life().status() == Status.FIXED) return new Outcome.Gone(finding);
      var changed = finding.withLife(change.apply(finding.life()));
      try {
        findings.save(changed, found.get().version());
        return new Outcome.Done(changed);
      } catch (StoreException e) {
        if (attempt == TRIES) throw e;
      }
    }
  }
}
