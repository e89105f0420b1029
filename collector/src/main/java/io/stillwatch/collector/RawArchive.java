// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector;

import io.stillwatch.core.evidence.Evidence;
import java.util.List;

/// A second place where what was collected is kept as it came, besides the index.
///
/// Whoever keeps here is never held up: trouble with the archive is the archive's to tell.
public interface RawArchive {
  RawArchive NONE = _ -> {};

  /// Takes a batch before its checkpoint moves, so that a crash repeats it and never skips it.
  void keep(List<? extends Evidence> batch);
}
