// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.app.series.CsvSeries;
import io.stillwatch.core.job.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Reads a folder laid out as the benchmark: `data/SUBSET/NAME.csv` and
/// `labels/combined_windows.json`. Series that are labelled and not there are left out.
final class NabFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS]");

  private NabFolder() {}

  static List<LabelledSeries> read(Path folder) throws IOException {
    var labels = folder.resolve("labels/combined_windows.json");
    if (!Files.isReadable(labels)) {
      throw new IOException("There is no " + labels + ": give a folder laid out as NAB.");
    }
    var all = new ArrayList<LabelledSeries>();
    for (var label : new ObjectMapper().readTree(labels.toFile()).properties()) {
      var file = folder.resolve("data").resolve(label.getKey());
      if (!Files.exists(file)) continue;
      all.add(new LabelledSeries(label.getKey(), CsvSeries.read(file), windows(label.getValue())));
    }
    if (all.isEmpty()) throw new IOException("None of the labelled series is below " + folder);
    return all;
  }

  private static List<Interval> windows(JsonNode label) {
    var windows = new ArrayList<Interval>();
    for (var window : label) {
      windows.add(new Interval(instant(window.get(0)), instant(window.get(1))));
    }
    return windows;
  }

  private static Instant instant(JsonNode stamp) {
    return LocalDateTime.parse(stamp.asText(), STAMP).toInstant(ZoneOffset.UTC);
  }
}
