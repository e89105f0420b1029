// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.collector.CheckpointJson;
import io.stillwatch.collector.s3.S3Api.Listed;
import io.stillwatch.core.source.Checkpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The checkpoint of a prefix: which objects were read, and how far.
///
/// Of objects that were modified before `cutoff` all are read, so they need no entry. `floor` is a
/// key up to which that holds for every key. `newest` is when the newest object was modified. Times
/// are text, for JSON.
record S3State(String floor, String cutoff, String newest, List<Progress> objects) {
  static final S3State EMPTY =
      new S3State("", Instant.EPOCH.toString(), Instant.EPOCH.toString(), List.of());

  /// `lastLine` is the time of the last line, empty before the first; `version` is empty where the
  /// bucket keeps none.
  record Progress(
      String key,
      @Nullable String version,
      String etag,
      String generation,
      long offset,
      boolean done,
      String lastLine) {
    /// Checkpoints of before there were versions have none.
    Progress {
      version = version == null ? "" : version;
    }

    static Progress begun(Listed object) {
      return new Progress(object.key(), object.version(), object.etag(), "", 0, false, "");
    }

    /// What one version of one object is known by.
    Id id() {
      return new Id(key, String.valueOf(version));
    }

    Progress finished() {
      return new Progress(key, version, etag, "", offset, true, "");
    }

    Progress read(String itsGeneration, long upTo, String itsLastLine) {
      return new Progress(key, version, etag, itsGeneration, upTo, false, itsLastLine);
    }
  }

  record Id(String key, String version) {
    static Id of(Listed object) {
      return new Id(object.key(), object.version());
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
