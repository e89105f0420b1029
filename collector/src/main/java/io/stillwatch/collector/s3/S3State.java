// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.source.Checkpoint;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checkpoint of a prefix: which objects were read, and how far.
///
/// Of objects that were modified before `cutoff` all are read, so they need no entry. `floor` is a
/// key up to which that holds for every key. `newest` is when the newest object was modified. Times
/// are text, for JSON.
record S3State(String floor, String cutoff, String newest, List<Progress> objects) {
  private static final Logger log = LoggerFactory.getLogger(S3State.class);
  private static final ObjectMapper JSON = new ObjectMapper();
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
    if (checkpoint.equals(Checkpoint.START)) return EMPTY;
    try {
      return JSON.readValue(checkpoint.value(), S3State.class);
    } catch (JsonProcessingException e) {
      log.atError()
          .addKeyValue("why", e.getOriginalMessage())
          .log("A checkpoint is damaged; the bucket is read again, and known lines are absorbed.");
      return EMPTY;
    }
  }

  Checkpoint checkpoint() {
    try {
      return new Checkpoint(JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of text and numbers are always JSON.", e);
    }
  }
}
