// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.collector.CheckpointJson;
import io.stillwatch.core.source.Checkpoint;
import java.util.List;

/// The checkpoint of followed files: every content that is known, the oldest first.
///
/// `until` is the event time up to which everything was told, as text; empty before the first line.
record FollowState(List<Followed> files, String until) {
  private static final FollowState EMPTY = new FollowState(List.of(), "");

  FollowState {
    files = List.copyOf(files);
  }

  static FollowState of(Checkpoint checkpoint) {
    return CheckpointJson.read(checkpoint, FollowState.class, EMPTY);
  }

  Checkpoint checkpoint() {
    return CheckpointJson.write(this);
  }
}
