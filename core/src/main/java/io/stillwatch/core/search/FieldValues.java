// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.util.List;

/// The most frequent values of a field, counted in `sampled` lines, of which `present` have the
/// field; a sample is not all lines if there are very many.
public record FieldValues(long sampled, long present, List<Count> top) {
  public static final FieldValues NONE = new FieldValues(0, 0, List.of());

  public FieldValues {
    top = List.copyOf(top);
  }

  public record Count(String value, long lines) {}
}
