// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.collector.CheckpointJson;
import io.stillwatch.core.source.Checkpoint;
import java.time.Instant;
import java.util.List;

/// The checkpoint of a prefix: which objects were read, and how far.
///
/// Of objects that were modified before `cutoff` all are read, so they need no entry. `floor` is a
/// key up to which that holds for every key. `newest` is when the newest object was modified. Times
/// are text, for JSON.
record S3State(String floor, String cutoff, String newest, List<Progress> objects) {
  static final S3State EMPTY =
      new S3State("", Instant.EPOCH.toString(), Instant.EPOCH.toString(), List.of());

  /// `lastLine` is the time of the last line, empty before the first.
  record Progress(
      String key, String etag, String generation, long offset, boolean done, String lastLine) {
    static Progress begun(String key, String etag) {
      return new Progress(key, etag, "", 0, false, "");
    }

    Progress finished() {
      return new Progress(key, etag, "", offset, true, "");
    }
  }

  S3State {
    objects = List.copyOf(objects);
  }

  Instant cutoffTime() {
    return Instant.parse(cutoff);
  }

  Instant newestTime() {
    return Instant.parse(newest);
  }

  static S3State of(Checkpoint checkpoint) {
    return CheckpointJson.read(checkpoint, S3State.class, EMPTY);
  }

  Checkpoint checkpoint() {
    return CheckpointJson.write(this);
  }
}
