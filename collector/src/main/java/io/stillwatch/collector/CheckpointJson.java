// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.source.Checkpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The state of a source as the text of its checkpoint.
public final class CheckpointJson {
  private static final Logger log = LoggerFactory.getLogger(CheckpointJson.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckpointJson() {}

  /// The state, or `empty` at the start and where the checkpoint is damaged: then the source is
  /// read again, and ids absorb what is known.
  public static <T> T read(Checkpoint checkpoint, Class<T> type, T empty) {
    if (checkpoint.equals(Checkpoint.START)) return empty;
    try {
      return JSON.readValue(checkpoint.value(), type);
    } catch (JsonProcessingException e) {
      log.atError()
          .addKeyValue("why", e.getOriginalMessage())
          .log("A checkpoint is damaged; the source is read again, and known lines are absorbed.");
      return empty;
    }
  }

  public static Checkpoint write(Object state) {
    try {
      return new Checkpoint(JSON.writeValueAsString(state));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of text and numbers are always JSON.", e);
    }
  }
}
