// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.store.StoreException;
import java.util.Optional;

/// Reads configurations again that were collected before: a state holds only their ids.
public interface Snapshots {
  /// Empty if it was deleted since, for instance by retention.
  Optional<HostConfig> find(String id) throws StoreException;
}
