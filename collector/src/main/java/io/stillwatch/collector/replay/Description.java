// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// What `replay.yaml` says about its folder; everything in it may be missing.
///
/// `host` is empty, `start` is [Instant#MIN] where it does not tell.
record Description(String host, ZoneId zone, Instant start, Optional<Dialect> dialect) {
  static final Description NONE =
      new Description("", ZoneOffset.UTC, Instant.MIN, Optional.empty());

  boolean tellsStart() {
    return !start.equals(Instant.MIN);
  }

  static Description read(Path file) throws IOException {
    try {
      var yaml = new YAMLMapper().readTree(Files.readAllBytes(file));
      var zone = yaml.hasNonNull("timezone") ? ZoneId.of(text(yaml, "timezone")) : ZoneOffset.UTC;
      return new Description(
          text(yaml, "host"),
          zone,
          start(text(yaml, "start"), zone),
          dialect(text(yaml, "dialect")));
    } catch (JsonProcessingException | DateTimeException e) {
      throw new IOException(
          file
              + " cannot be read: "
              + e.getMessage()
              + ". It takes host, timezone, start, dialect.",
          e);
    }
  }

  private static String text(JsonNode yaml, String field) {
    return yaml.path(field).asText("").strip();
  }

  /// A date, or an instant for logs that begin in the middle of a day.
  private static Instant start(String text, ZoneId zone) {
    if (text.isEmpty()) return Instant.MIN;
    if (text.length() > 10) return Instant.parse(text);
    return LocalDate.parse(text).atStartOfDay(zone).toInstant();
  }

  private static Optional<Dialect> dialect(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "debian" -> Optional.of(Dialect.DEBIAN);
      case "cronie" -> Optional.of(Dialect.CRONIE);
      default -> Optional.empty();
    };
  }
}
