// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.series;

import java.io.IOException;

/// A file is not a series; the message names line and column, what is wrong, and what to do.
public final class CsvException extends IOException {
  private static final long serialVersionUID = 1L;

  CsvException(String message) {
    super(message);
  }

  CsvException(String message, Throwable cause) {
    super(message, cause);
  }
}
