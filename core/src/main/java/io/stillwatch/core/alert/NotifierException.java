// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Duration;

/// A notification was not accepted; `retryable` says whether trying again can help.
public final class NotifierException extends Exception {
  private static final long serialVersionUID = 2L;
  private final boolean retryable;
  private final Duration retryAfter;

  public NotifierException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
    this.retryAfter = Duration.ZERO;
  }

  public NotifierException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
    this.retryAfter = Duration.ZERO;
  }

  /// The channel asked for a pause before the next attempt.
  public NotifierException(String message, Duration retryAfter) {
    super(message);
    this.retryable = true;
    this.retryAfter = retryAfter;
  }

  public boolean retryable() {
    return retryable;
  }

  /// The pause that the channel asked for; zero if it asked for none.
  public Duration retryAfter() {
    return retryAfter;
  }
}
