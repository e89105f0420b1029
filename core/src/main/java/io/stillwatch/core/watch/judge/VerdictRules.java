// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.watch.judge.Occasion.SeenRun;

/// What became of one due time. The rules are tried in order; the first that applies decides.
///
/// 1. A run whose failure was reported: failed.
/// 2. A run that a certain fault keeps from working: failed.
/// 3. A run that ended too soon: too short. One that did not end in time: overrun.
/// 4. After failures, a run is believed only once a failure would have been reported: wait.
/// 5. A run before the deadline: on time.
/// 6. The evidence is not complete up to the deadline: wait.
/// 7. A run after the deadline and before the next due time: late. Where time counts from the last
///    run and the host was away, the next due time is that run.
/// 8. The job was not expected: unknown. That excuses what rules 1 to 3 find, too. The host was
///    off, silent or its clock was set: unknown. It may still report: wait.
/// 9. There was nothing to do: not due.
/// 10. Missed.
final class VerdictRules {
  private VerdictRules() {}

  /// What a rule decides.
  sealed interface Decision {
    record Judged(Verdict verdict) implements Decision {}

    /// Nothing was due after all.
    record NotDue() implements Decision {}

    /// Nothing can be said yet.
    record Wait() implements Decision {}
  }

  static Decision decide(Occasion occasion) {
    var run = occasion.run();
    if (run.isPresent() && belongs(occasion, run.get()))
      return excused(occasion, ofRun(occasion, run.get()));
    if (!occasion.complete()) return new Decision.Wait();
    if (occasion.unseen().hold()) return new Decision.Wait();
    var why = occasion.unseen().why();
    if (why.isPresent()) return new Decision.Judged(new Verdict.Unknown(why.get()));
    if (occasion.idle()) return new Decision.NotDue();
    return new Decision.Judged(new Verdict.Missed());
  }

  private static Decision excused(Occasion occasion, Decision decision) {
    var planned = occasion.unseen().why().filter(Verdict.Why::planned);
    boolean bad = decision instanceof Decision.Judged(var verdict) && verdict.bad();
    return bad && planned.isPresent() ? judged(new Verdict.Unknown(planned.get())) : decision;
  }

  private static boolean belongs(Occasion occasion, SeenRun run) {
    if (!run.at().isAfter(occasion.deadline())) return true;
    return occasion.complete() && run.at().isBefore(occasion.nextDue());
  }

  private static Decision ofRun(Occasion occasion, SeenRun run) {
    var at = run.at();
    return switch (run.outcome()) {
      case FAILED -> judged(new Verdict.Failed(at, run.detail()));
      case TOO_SHORT -> judged(new Verdict.TooShort(at, run.length()));
      case OVERRUN -> judged(new Verdict.Overrun(at, run.length()));
      case STARTED, SUCCEEDED -> ofGoodRun(occasion, run);
    };
  }

  private static Decision ofGoodRun(Occasion occasion, SeenRun run) {
    if (occasion.lost().isPresent())
      return judged(new Verdict.Failed(run.at(), occasion.lost().get()));
    boolean believed =
        run.outcome() == Run.Outcome.SUCCEEDED || !occasion.watermark().isBefore(run.believedAt());
    if (!believed) return new Decision.Wait();
    return run.at().isAfter(occasion.deadline())
        ? judged(new Verdict.Late(run.at(), occasion.lateness()))
        : judged(new Verdict.OnTime(run.at()));
  }

  private static Decision judged(Verdict verdict) {
    return new Decision.Judged(verdict);
  }
}
