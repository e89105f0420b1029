// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.WrongCause;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Which findings people called the wrong cause: by themselves, and as rules of a job, because an
/// edited line makes another finding of the same rule.
public record WrongCauses(Set<String> findings, Set<OfJob> rules) {
  public static final WrongCauses NONE = new WrongCauses(Set.of(), Set.of());

  public record OfJob(String rule, String job) {}

  public WrongCauses {
    findings = Set.copyOf(findings);
    rules = Set.copyOf(rules);
  }

  /// Of the labels that hold now.
  public static WrongCauses of(Collection<Label> labels) {
    var findings = new HashSet<String>();
    var rules = new HashSet<OfJob>();
    for (var label : labels) {
      if (label.says() != Says.WRONG_CAUSE || label.wrong().isEmpty()) continue;
      WrongCause wrong = label.wrong().get();
      findings.add(wrong.finding());
      wrong.jobs().forEach(job -> rules.add(new OfJob(wrong.rule(), job)));
    }
    return new WrongCauses(findings, rules);
  }

  /// Whether people said that this does not explain what happens to the job.
  public boolean contains(String finding, String rule, String job) {
    return findings.contains(finding) || rules.contains(new OfJob(rule, job));
  }
}
