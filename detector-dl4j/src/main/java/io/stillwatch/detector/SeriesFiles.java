// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.detector.SeriesNetwork.Task;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;

/// The model of series as two files: what its networks are, and their floats, one network after the
/// other.
final class SeriesFiles {
  private static final String FORMAT = "stillwatch-series/1";
  private static final int INPUTS = 2; // the value, and whether it is known
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SeriesFiles() {}

  static byte[] json(FleetSeries series) throws JsonProcessingException {
    var root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("learnt_at", series.learntAt().toString());
    var networks = root.putArray("networks");
    for (var one : series.model().networks()) {
      networks
          .addObject()
          .put("task", one.task().name())
          .put("stride", one.stride())
          .put("believed", one.believed())
          .put("hidden", one.network().weights().hidden());
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  static byte[] floats(FleetSeries series) {
    var bytes = new ByteArrayOutputStream();
    for (var one : series.model().networks())
      bytes.writeBytes(WeightBytes.of(one.network().weights()));
    return bytes.toByteArray();
  }

  /// Fails if the files are of another format or do not fit each other.
  static FleetSeries read(String json, byte[] floats) throws JsonProcessingException {
    var root = MAPPER.readTree(json);
    if (!FORMAT.equals(root.path("format").asText())) {
      throw new IllegalArgumentException("the format of its series is not " + FORMAT);
    }
    var rest = ByteBuffer.wrap(floats);
    var networks = new ArrayList<SeriesNetwork>();
    for (var one : root.required("networks")) {
      var weights = WeightBytes.read(rest, INPUTS, one.required("hidden").asInt());
      networks.add(
          new SeriesNetwork(
              new Network(weights),
              one.required("stride").asInt(),
              Task.valueOf(one.required("task").asText()),
              one.required("believed").asDouble()));
    }
    if (networks.size() != 2 || rest.hasRemaining()) {
      throw new IllegalArgumentException("its series have other networks than two");
    }
    try {
      var learntAt = Instant.parse(root.required("learnt_at").asText());
      return new FleetSeries(learntAt, SeriesModel.of(networks.getFirst(), networks.getLast()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the date of its series cannot be read", e);
    }
  }
}
