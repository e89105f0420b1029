// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import io.stillwatch.core.feedback.Label.Says;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Which findings people called the wrong cause, each with the jobs that it does not explain.
///
/// They are known by their rule, because an edited line makes another finding of the same rule.
/// What does not explain one job may still explain another.
public record WrongCauses(Set<OfJob> rules) {
  public static final WrongCauses NONE = new WrongCauses(Set.of());

  public record OfJob(String rule, String job) {}

  public WrongCauses {
    rules = Set.copyOf(rules);
  }

  /// Of the labels that hold now.
  public static WrongCauses of(Collection<Label> labels) {
    var rules = new HashSet<OfJob>();
    for (var label : labels) {
      if (label.says() != Says.WRONG_CAUSE) continue;
      label
          .wrong()
          .ifPresent(wrong -> wrong.jobs().forEach(job -> rules.add(new OfJob(wrong.rule(), job))));
    }
    return new WrongCauses(rules);
  }

  /// Whether people said that findings of this rule do not explain what happens to the job.
  public boolean contains(String rule, String job) {
    return rules.contains(new OfJob(rule, job));
  }
}
