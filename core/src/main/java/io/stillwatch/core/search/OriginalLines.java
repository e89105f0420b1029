// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Log lines as they were written, secrets included; nothing else returns these.
public interface OriginalLines {
  /// Returns the line, if it is stored. The look is stored before: what cannot be recorded is not
  /// shown.
  Optional<String> open(Look look) throws StoreException;

  /// At most so many looks, the newest first.
  List<Look> looks(int most) throws StoreException;

  /// Who had which line shown, why and when; the line by its index and id.
  record Look(String index, String id, String by, String reason, Instant at) {}
}
