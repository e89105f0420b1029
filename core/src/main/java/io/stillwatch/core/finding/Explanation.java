// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import io.stillwatch.core.secret.Secrets;

/// A finding in words: title, the exact line, the command that mends it, the suggested spelling;
/// all without secrets.
public record Explanation(String title, String evidence, String remedy, String suggestion) {
  public Explanation {
    title = Secrets.redacted(title);
    evidence = Secrets.redacted(evidence);
    remedy = Secrets.redacted(remedy);
    suggestion = Secrets.redacted(suggestion);
  }
}
