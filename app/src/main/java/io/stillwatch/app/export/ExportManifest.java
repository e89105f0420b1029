// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.watch.WatchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an export says about itself in `export.json`: how much it holds, the zones of its hosts,
/// and the settings of detection that the product had.
public record ExportManifest(
    long documents,
    Map<Host, ZoneId> zones,
    Duration trainAfter,
    Duration retrainEvery,
    int alertsPerMonth,
    Pace pace) {
  static final String FILE = "export.json";
  private static final int FORMAT = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// How soon and how often alerts are told.
  public record Pace(
      Duration groupWait, Duration groupInterval, Duration repeat, Duration repeatCritical) {
    public static Pace of(AlertSettings settings) {
      return new Pace(
          settings.groupWait(),
          settings.groupInterval(),
          settings.repeat(),
          settings.repeatCritical());
    }

    /// An export of an earlier version does not tell it.
    static Pace of(JsonNode json) {
      return new Pace(
          seconds(json, "group_wait_seconds", AlertSettings.DEFAULT.groupWait()),
          seconds(json, "group_interval_seconds", AlertSettings.DEFAULT.groupInterval()),
          seconds(json, "repeat_seconds", AlertSettings.DEFAULT.repeat()),
          seconds(json, "repeat_critical_seconds", AlertSettings.DEFAULT.repeatCritical()));
    }

    private static Duration seconds(JsonNode json, String key, Duration otherwise) {
      return Duration.ofSeconds(json.path(key).asLong(otherwise.toSeconds()));
    }

    private void write(ObjectNode json) {
      json.put("group_wait_seconds", groupWait.toSeconds());
      json.put("group_interval_seconds", groupInterval.toSeconds());
      json.put("repeat_seconds", repeat.toSeconds());
      json.put("repeat_critical_seconds", repeatCritical.toSeconds());
    }
  }

  public ExportManifest {
    zones = Map.copyOf(zones);
  }

  void write(Path folder) throws IOException {
    var json = MAPPER.createObjectNode().put("format", FORMAT).put("documents", documents);
    json.put("train_after_days", trainAfter.toDays());
    json.put("retrain_every_hours", retrainEvery.toHours());
    json.put("alerts_per_month", alertsPerMonth);
    pace.write(json.putObject("alerts"));
    var hosts = json.putArray("hosts");
    zones.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().name()))
        .forEach(entry ->
            hosts
                .addObject()
                .put("name", entry.getKey().name())
                .put("kind", entry.getKey().kind().name())
                .put("timezone", entry.getValue().getId()));
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), json);
  }

  static ExportManifest read(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    try {
      var json = MAPPER.readTree(Files.readAllBytes(file));
      int format = json.path("format").asInt();
      if (format != FORMAT)
        throw new IOException(
            file
                + " has format "
                + format
                + ", this version reads "
                + FORMAT
                + ". Replay it with the version of Stillwatch that exported it.");
      return new ExportManifest(
          json.path("documents").asLong(),
          zones(json.path("hosts")),
          Duration.ofDays(json.path("train_after_days").asLong()),
          Duration.ofHours(json.path("retrain_every_hours").asLong()),
          json.path("alerts_per_month").asInt(WatchSettings.NO_BUDGET),
          Pace.of(json.path("alerts")));
    } catch (com.fasterxml.jackson.core.JsonProcessingException
        | DateTimeException
        | IllegalArgumentException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage() + ". Export again.", e);
    }
  }

  private static Map<Host, ZoneId> zones(JsonNode hosts) {
    var zones = new LinkedHashMap<Host, ZoneId>();
    for (var host : hosts) {
      zones.put(
          new Host(host.path("name").asText(), Host.Kind.valueOf(host.path("kind").asText())),
          ZoneId.of(host.path("timezone").asText()));
    }
    return zones;
  }
}
