// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// A training whose loss was not a number before any epoch was over.
final class DivergedException extends Exception {
  private static final long serialVersionUID = 1L;

  DivergedException() {
    super("The training diverged: its loss is not a number after the first epoch.");
  }
}
