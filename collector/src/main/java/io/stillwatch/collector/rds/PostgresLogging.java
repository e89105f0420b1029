// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.rds.RdsApi.Instance;
import io.stillwatch.core.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the parameter group of a PostgreSQL instance says of its log, read again every hour.
///
/// What may not be read is found out from the lines, so a refusal is no trouble here.
final class PostgresLogging {
  private static final String PREFIX = "log_line_prefix";
  private static final String DESTINATION = "log_destination";
  private static final Duration HOLDS = Duration.ofHours(1);

  /// The prefix of lines, empty if nobody told it; and whether rows of csvlog are all there is.
  record Told(String prefix, boolean csvOnly) {
    static final Told NOTHING = new Told("", false);
  }

  private final RdsApi api;
  private final Instance instance;
  private final Optional<String> configured;
  private final InstantSource clock;
  private Told told = Told.NOTHING;
  private Instant readAt = Instant.MIN;

  /// The configured prefix wins over that of the group.
  PostgresLogging(RdsApi api, Instance instance, Optional<String> configured, InstantSource clock) {
    this.api = api;
    this.instance = instance;
    this.configured = configured;
    this.clock = clock;
  }

  static Optional<String> configured(Map<String, String> prefixes, Instance instance) {
    return prefixes.entrySet().stream()
        .filter(one -> RdsSettings.fits(one.getKey(), instance.id()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  Told now() throws InterruptedException {
    if (!instance.isPostgres()) return Told.NOTHING;
    var at = clock.instant();
    if (readAt.equals(Instant.MIN) || !at.isBefore(readAt.plus(HOLDS))) {
      told = read();
      readAt = at;
    }
    return told;
  }

  private Told read() throws InterruptedException {
    var parameters = parameters();
    var destination = parameters.getOrDefault(DESTINATION, "");
    return new Told(
        configured.orElse(parameters.getOrDefault(PREFIX, "")),
        destination.contains("csvlog") && !destination.contains("stderr"));
  }

  private Map<String, String> parameters() throws InterruptedException {
    if (instance.parameterGroup().isEmpty()) return Map.of();
    try {
      return api.parameters(instance.parameterGroup(), Set.of(PREFIX, DESTINATION));
    } catch (SourceException e) {
      return Map.of();
    }
  }
}
