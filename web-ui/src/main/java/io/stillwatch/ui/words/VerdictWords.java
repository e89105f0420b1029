// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Verdict;

/// What a verdict means, beyond its word.
public final class VerdictWords {
  private VerdictWords() {}

  /// Empty for a run that was on time.
  public static String detail(Verdict verdict) {
    return switch (verdict) {
      case Verdict.OnTime _ -> "";
      case Verdict.Late(_, var by) -> Durations.words(by) + " late";
      case Verdict.Missed _ -> "no run within the grace period";
      case Verdict.Failed(_, var how) -> how;
      case Verdict.Overrun(_, var by) -> "not finished after " + Durations.words(by);
      case Verdict.TooShort(_, var took) ->
          "finished after " + Durations.words(took) + ", much faster than usual";
      case Verdict.Unknown(var why) -> why.words();
      case Verdict.Learning(int seen, int needed) -> seen + " of " + needed + " runs seen";
    };
  }
}
