// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// A stored model is not what was written, or not of a kind we know.
final class DamagedModelException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedModelException(String message) {
    super(message);
  }

  DamagedModelException(String message, Exception cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
