// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.source.Checkpoint;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checkpoint of followed files: every content that is known, the oldest first.
///
/// `until` is the event time up to which everything was told, as text; empty before the first line.
record FollowState(List<Followed> files, String until) {
  private static final Logger log = LoggerFactory.getLogger(FollowState.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FollowState EMPTY = new FollowState(List.of(), "");

  FollowState {
    files = List.copyOf(files);
  }

  static FollowState of(Checkpoint checkpoint) {
    if (checkpoint.equals(Checkpoint.START)) return EMPTY;
    try {
      return JSON.readValue(checkpoint.value(), FollowState.class);
    } catch (JsonProcessingException e) {
      log.atError()
          .addKeyValue("why", e.getOriginalMessage())
          .log("A checkpoint is damaged; the files are read again, and known lines are absorbed.");
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
