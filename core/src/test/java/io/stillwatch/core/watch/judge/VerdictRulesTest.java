// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.watch.judge.Occasion.SeenRun;
import io.stillwatch.core.watch.judge.Occasion.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules in their order: due at 02:30, 15 minutes of grace, due again the next day.
class VerdictRulesTest {
  private static final Duration LENGTH = Duration.ofMinutes(40);
  private static final Instant DUE = Instant.parse("2026-01-06T02:30:00Z");
  private static final Instant DEADLINE = DUE.plus(Duration.ofMinutes(15));
  private static final Instant NEXT = DUE.plus(Duration.ofDays(1));

  /// `run` and `watermark` are minutes after the due time; `believed` is how many minutes after its
  /// start a failure would have been reported.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          1 a failed run is failed                            | 1  | FAILED    | 0  | 20   | -    | -        | false | failed
          1 also if the evidence is incomplete                | 1  | FAILED    | 0  | 2    | -    | -        | false | failed
          1 before the fault that keeps it from working       | 1  | FAILED    | 0  | 20   | lost | -        | false | failed
          2 a run that cannot do its work is failed           | 1  | STARTED   | 0  | 20   | lost | -        | false | failed
          2 whatever the log says of its end                  | 1  | SUCCEEDED | 0  | 20   | lost | -        | false | failed
          3 a run that ended too soon is too short            | 1  | TOO_SHORT | 0  | 20   | -    | -        | false | too-short
          3 a run that did not end in time is an overrun      | 1  | OVERRUN   | 0  | 20   | -    | -        | false | overrun
          4 after failures a run is believed later            | 1  | STARTED   | 30 | 20   | -    | -        | false | wait
          4 once no failure came it is on time                | 1  | STARTED   | 30 | 31   | -    | -        | false | on-time
          4 one that ended well is believed at once           | 1  | SUCCEEDED | 30 | 2    | -    | -        | false | on-time
          4 a late run is believed later too                  | 60 | STARTED   | 30 | 70   | -    | -        | false | wait
          5 a run in its minute is on time                    | 0  | STARTED   | 0  | 1    | -    | -        | false | on-time
          5 a run at the deadline is on time                  | 15 | STARTED   | 0  | 15   | -    | -        | false | on-time
          5 a run is on time although the host was off        | 1  | STARTED   | 0  | 20   | -    | HOST_OFF | false | on-time
          6 without all evidence there is no verdict          | -  | -         | 0  | 14   | -    | -        | false | wait
          6 nor for a run after the deadline                  | 16 | STARTED   | 0  | 14   | -    | -        | false | wait
          6 nor where there was nothing to do                 | -  | -         | 0  | 14   | -    | -        | true  | wait
          7 a run after the deadline is late                  | 16 | STARTED   | 0  | 20   | -    | -        | false | late
          7 until the next due time                           | 1439 | STARTED | 0  | 1500 | -    | -        | false | late
          7 a run of the next due time is not of this one     | 1440 | STARTED | 0  | 1500 | -    | -        | false | missed
          8 while the host was off it is unknown              | -  | -         | 0  | 20   | -    | HOST_OFF | false | unknown
          8 while the host was silent it is unknown           | -  | -         | 0  | 20   | -    | HOST_SILENT | false | unknown
          8 as the clock was set it is unknown                | -  | -         | 0  | 20   | -    | CLOCK_CHANGED | false | unknown
          8 in a window a missing run is not missed           | -  | -         | 0  | 20   | -    | MAINTENANCE | false | unknown
          8 on a holiday too                                  | -  | -         | 0  | 20   | -    | HOLIDAY  | false | unknown
          8 in a window a run is on time all the same         | 1  | STARTED   | 0  | 20   | -    | MAINTENANCE | false | on-time
          8 or late                                           | 16 | STARTED   | 0  | 20   | -    | MAINTENANCE | false | late
          8 in a window a failure is excused                  | 1  | FAILED    | 0  | 20   | -    | MAINTENANCE | false | unknown
          8 and a run that did not end in time                | 1  | OVERRUN   | 0  | 20   | -    | MAINTENANCE | false | unknown
          8 and a fault                                       | 1  | STARTED   | 0  | 20   | lost | MAINTENANCE | false | unknown
          8 a failure is not excused by a host that was off   | 1  | FAILED    | 0  | 20   | -    | HOST_OFF | false | failed
          8 in a window the evidence is waited for, too       | -  | -         | 0  | 14   | -    | MAINTENANCE | false | wait
          8 before there was nothing to do                    | -  | -         | 0  | 20   | -    | HOST_OFF | true  | unknown
          8 a host that may still report is waited for        | -  | -         | 0  | 20   | -    | HOLD     | false | wait
          8 also where there was nothing to do                | -  | -         | 0  | 20   | -    | HOLD     | true  | wait
          9 an empty log was not due                          | -  | -         | 0  | 20   | -    | -        | true  | not due
          10 else it is missed                                | -  | -         | 0  | 15   | -    | -        | false | missed
          10 a fault alone makes no verdict without a run     | -  | -         | 0  | 15   | lost | -        | false | missed
          """)
  void the_first_rule_that_applies_decides(
      String what,
      Integer run,
      Run.Outcome outcome,
      int believed,
      int watermark,
      String lost,
      String unseen,
      boolean idle,
      String expected) {
    var occasion =
        new Occasion(
            DUE,
            DEADLINE,
            NEXT,
            Optional.ofNullable(run)
                .map(minute ->
                    new SeenRun(
                        minute(minute), outcome, "exit 1", LENGTH, minute(minute + believed))),
            minute(watermark),
            Optional.ofNullable(lost),
            unseen(unseen),
            idle);
    assertThat(word(VerdictRules.decide(occasion))).isEqualTo(expected);
  }

  @Test
  void a_run_says_by_how_much_it_was_late_and_what_was_wrong_with_it() {
    assertThat(decide(minute(40), Run.Outcome.STARTED, Optional.empty()))
        .isEqualTo(new Verdict.Late(minute(40), Duration.ofMinutes(40)));
    assertThat(decide(minute(1), Run.Outcome.FAILED, Optional.of("no such file")))
        .isEqualTo(new Verdict.Failed(minute(1), "exit 1"));
    assertThat(decide(minute(1), Run.Outcome.STARTED, Optional.of("no such file")))
        .isEqualTo(new Verdict.Failed(minute(1), "no such file"));
    assertThat(decide(minute(1), Run.Outcome.OVERRUN, Optional.empty()))
        .isEqualTo(new Verdict.Overrun(minute(1), LENGTH));
    assertThat(decide(minute(1), Run.Outcome.TOO_SHORT, Optional.empty()))
        .isEqualTo(new Verdict.TooShort(minute(1), LENGTH));
  }

  private static Verdict decide(Instant run, Run.Outcome outcome, Optional<String> lost) {
    var seen = new SeenRun(run, outcome, "exit 1", LENGTH, run);
    var occasion =
        new Occasion(DUE, DEADLINE, NEXT, Optional.of(seen), minute(60), lost, Unseen.NO, false);
    return ((VerdictRules.Decision.Judged) VerdictRules.decide(occasion)).verdict();
  }

  private static String word(VerdictRules.Decision decision) {
    return switch (decision) {
      case VerdictRules.Decision.Judged(var verdict) -> verdict.word();
      case VerdictRules.Decision.NotDue _ -> "not due";
      case VerdictRules.Decision.Wait _ -> "wait";
    };
  }

  private static Unseen unseen(String word) {
    if (word == null) return Unseen.NO;
    return word.equals("HOLD") ? Unseen.HOLD : Unseen.because(Verdict.Why.valueOf(word));
  }

  private static Instant minute(int minute) {
    return DUE.plus(Duration.ofMinutes(minute));
  }
}
