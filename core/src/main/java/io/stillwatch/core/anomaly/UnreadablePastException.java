// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

/// The past of a job could not be read, so nothing was learned.
public final class UnreadablePastException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadablePastException(String message, Throwable cause) {
    super(message, cause);
  }
}
