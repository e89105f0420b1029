// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

import java.time.Duration;

/// A source could not be read. The kinds differ in what the caller does next.
public abstract sealed class SourceException extends Exception {
  private static final long serialVersionUID = 1L;

  private SourceException(String message, Throwable cause) {
    super(message, cause);
  }

  /// Wait, then poll again from the same checkpoint.
  public static final class Retryable extends SourceException {
    private static final long serialVersionUID = 1L;
    private final Duration after;

    public Retryable(String message, Duration after, Throwable cause) {
      super(message, cause);
      this.after = after;
    }

    public Duration after() {
      return after;
    }
  }

  /// A person must act. Becomes a finding whose remedy is shown and sent word for word.
  public static final class Permanent extends SourceException {
    private static final long serialVersionUID = 1L;
    private final String rule;
    private final String remedy;

    /// `rule` is the id of the finding that this becomes, for instance `IA02`.
    public Permanent(String message, String rule, String remedy, Throwable cause) {
      super(message, cause);
      this.rule = rule;
      this.remedy = remedy;
    }

    public String rule() {
      return rule;
    }

    public String remedy() {
      return remedy;
    }
  }
}
