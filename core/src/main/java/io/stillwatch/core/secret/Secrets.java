// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

/// Takes secrets out of commands, configuration and log lines.
///
/// What is redacted twice stays the same, and the time is linear in the length of the text.
public final class Secrets {
  /// What stands for a secret; the snapshot script writes the same word.
  public static final String REDACTED = "REDACTED";

  private Secrets() {}

  public static String redacted(String text) {
    int signs = Signs.in(text);
    if (signs == 0) return text;
    var spans = new Spans(text);
    if ((signs & Signs.NAMED) != 0) NamedSecrets.mark(spans);
    if ((signs & Signs.ADDRESS) != 0) AddressSecrets.mark(spans);
    if ((signs & Signs.KNOWN) != 0) KnownTokens.mark(spans);
    if ((signs & Signs.COMMAND) != 0) CommandSecrets.mark(spans);
    return spans.redacted();
  }
}
