// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.search.OriginalLines;
import java.util.List;
import java.util.Optional;

/// Lines as they were written, and whether the configuration permits people to see them.
public record Originals(boolean permitted, OriginalLines lines) {
  /// Nothing is shown and nothing was.
  public static final Originals NONE =
      new Originals(
          false,
          new OriginalLines() {
            @Override
            public Optional<String> open(Look look) {
              return Optional.empty();
            }

            @Override
            public List<Look> looks(int most) {
              return List.of();
            }
          });
}
