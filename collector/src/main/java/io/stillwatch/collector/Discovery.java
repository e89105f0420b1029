// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.SourceException;
import java.util.List;

/// Tells which sources exist now: a fixed list from the configuration, or what an account holds
/// today.
///
/// Asked again and again, because databases come and go; a source keeps its id over all answers.
public interface Discovery {
  SourceId id();

  /// Stands for everything that stays unseen while discovery fails.
  Host host();

  List<Watched> watched() throws SourceException, InterruptedException;

  /// How the evidence of all sources found here reaches the collectors.
  default CollectionMode mode() {
    return CollectionMode.PULLED;
  }

  /// Whether this process may read the sources now; if not, another one does, and what it stores of
  /// them is left alone.
  default boolean active() {
    return true;
  }

  /// Sources that the configuration names one by one.
  static Discovery of(List<Watched> sources) {
    var fixed = List.copyOf(sources);
    return new Discovery() {
      @Override
      public SourceId id() {
        return new SourceId("configured");
      }

      @Override
      public Host host() {
        return Host.server("configured");
      }

      @Override
      public List<Watched> watched() {
        return fixed;
      }
    };
  }
}
