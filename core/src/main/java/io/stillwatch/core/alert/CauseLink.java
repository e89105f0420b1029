// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

/// How a finding explains an alert, the strongest link first.
///
/// A stored alert contains the name, messages and pages show the words.
public enum CauseLink {
  JOB_REMOVED("removed the job, or what starts it, from the configuration"),
  REMOVES_JOB("keeps the job from running"),
  /// A change that no rule calls a fault; the job ran before it and not since.
  CHANGED_JOB("changed what belongs to this job after its last good run and before its first miss"),
  SAME_FILE("is in the file that defines the job"),
  SAME_LOG("is about the log itself"),
  GUESS("likely: first seen as the job went silent"),
  /// By its rule it explains the alert; people called it the wrong cause before.
  DOUBTED("was called the wrong cause before"),
  /// A change that is shown beside the alert, and explains nothing.
  BESIDE("was changed shortly before; not known to be the cause");

  private final String words;

  CauseLink(String words) {
    this.words = words;
  }

  /// Whether a finding with this link is a cause at all.
  public boolean explains() {
    return this != BESIDE;
  }

  public String words() {
    return words;
  }
}
