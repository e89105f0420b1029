// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// What `label.json` says of an evidence folder: what happened, and on which day.
///
/// A day without an event, or a benign one, must raise nothing.
record Label(String text, Optional<Instant> event) {
  static Label read(Path file) throws IOException {
    var json = new ObjectMapper().readTree(file.toFile());
    var text = json.path("label").asText();
    var date = json.path("event_date").asText("");
    boolean benign =
        date.isEmpty() || json.path("event_date").isNull() || text.startsWith("BENIGN");
    return new Label(
        text,
        benign
            ? Optional.empty()
            : Optional.of(LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant()));
  }
}
