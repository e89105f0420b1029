// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Cause;

/// How a finding hangs together with a stopped job, the strongest first.
enum Link {
  REMOVES_JOB("keeps the job from running"),
  SAME_FILE("is in the file that defines the job"),
  SAME_LOG("is about the log itself"),
  GUESS("likely: first seen as the job went silent");

  private final String words;

  Link(String words) {
    this.words = words;
  }

  /// The sentence that a [Cause] carries.
  String words() {
    return words;
  }

  static Link of(Cause cause) {
    for (var link : values()) {
      if (cause.link().equals(link.words)) return link;
    }
    return GUESS;
  }
}
