// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.source.Checkpoint;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checkpoint of one instance: every content that is listed and how far it was read, and the
/// last listing that was told.
///
/// `listedAt` is empty before the first listing.
record RdsState(List<Reading> readings, String listedAt, String listed) {
  private static final Logger log = LoggerFactory.getLogger(RdsState.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RdsState EMPTY = new RdsState(List.of(), "", "");

  RdsState {
    readings = List.copyOf(readings);
  }

  static RdsState of(Checkpoint checkpoint) {
    if (checkpoint.equals(Checkpoint.START)) return EMPTY;
    try {
      return JSON.readValue(checkpoint.value(), RdsState.class);
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
