// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import java.util.HexFormat;
import java.util.Objects;

/// A short name for an error, the same on the page and in the log.
public final class ErrorId {
  private ErrorId() {}

  /// The same fault at the same place has the same id, so that a search of the log finds all of its
  /// occurrences.
  public static String of(Throwable error) {
    var trace = error.getStackTrace();
    int hash =
        Objects.hash(
            error.getClass().getName(), error.getMessage(), trace.length == 0 ? "" : trace[0]);
    return "E-" + HexFormat.of().withUpperCase().toHexDigits(hash).substring(2);
  }
}
