// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

/// A notification was not accepted; `retryable` says whether trying again can help.
public final class NotifierException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean retryable;

  public NotifierException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  public boolean retryable() {
    return retryable;
  }
}
