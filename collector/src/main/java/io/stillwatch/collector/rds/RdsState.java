// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.CheckpointJson;
import io.stillwatch.core.source.Checkpoint;
import java.util.List;

/// The checkpoint of one instance: every content that is listed and how far it was read, and the
/// last listing that was told.
///
/// `listedAt` is empty before the first listing. `checking` says that the next poll is for a closed
/// file, because this one had something to tell.
record RdsState(List<Reading> readings, String listedAt, String listed, boolean checking) {
  static final RdsState EMPTY = new RdsState(List.of(), "", "", false);

  RdsState {
    readings = List.copyOf(readings);
  }

  static RdsState of(Checkpoint checkpoint) {
    return CheckpointJson.read(checkpoint, RdsState.class, EMPTY);
  }

  Checkpoint checkpoint() {
    return CheckpointJson.write(this);
  }
}
