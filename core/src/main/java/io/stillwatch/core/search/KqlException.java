// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

/// A KQL query that does not parse: what was expected, and at which column (from 1).
public final class KqlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final int column;

  public KqlException(String expected, int column) {
    super(expected + " at column " + column);
    this.column = column;
  }

  public int column() {
    return column;
  }
}
