// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

/// How a finding explains an alert, the strongest link first.
///
/// A stored alert contains the name, messages and pages show the words.
public enum CauseLink {
  REMOVES_JOB("keeps the job from running"),
  SAME_FILE("is in the file that defines the job"),
  SAME_LOG("is about the log itself"),
  GUESS("likely: first seen as the job went silent");

  private final String words;

  CauseLink(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
