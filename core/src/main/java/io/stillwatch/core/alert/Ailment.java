// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import java.time.Instant;
import java.util.List;

/// What keeps a part of Stillwatch from its work.
///
/// `part` names the part, for instance `watch`; `problem` is what it says; `effect` is what people
/// must know meanwhile, and `remedy` what they can do, each one sentence.
public record Ailment(
    String part, Severity severity, String problem, String effect, String remedy) {
  /// The id of the job that stands for the part.
  public String id() {
    return "service-" + part;
  }

  /// As what has stopped, since an instant.
  public Stoppage stoppage(Instant since) {
    var job =
        new Job(
            id(),
            JobKind.SERVICE,
            part,
            Host.STILLWATCH,
            new Schedule.Never("works all the time"),
            Definition.LEARNED,
            remedy,
            "");
    return new Stoppage(
        job,
        since,
        since,
        1,
        severity.score(),
        Growth.UNKNOWN,
        List.of(problem, effect),
        List.of(),
        new Origin(id(), Basis.SILENCE, 0));
  }
}
