// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;

/// What RDS itself says of its instances (storage full, failed over, parameter changed), as lines
/// of a log.
final class RdsEvents {
  private static final String DATASET = "aws.rds_event";

  /// RDS keeps them for so long.
  private static final Duration KEPT = Duration.ofDays(14).minusMinutes(5);

  /// An event may come late ("best effort, may be out of sequence").
  private static final Duration LATE = Duration.ofMinutes(30);

  private final SourceId source;
  private final RdsClient client;
  private final String prefix;

  /// `prefix` stands in front of the names of instances.
  RdsEvents(SourceId source, RdsClient client, String prefix) {
    this.source = source;
    this.client = client;
    this.prefix = prefix;
  }

  /// The events since an instant, and a little before; ids absorb what is told twice.
  List<Evidence> since(Instant last, Instant now, Questions questions) throws SourceException {
    var oldest = now.minus(KEPT);
    var from = last.isAfter(oldest.plus(LATE)) ? last.minus(LATE) : oldest;
    return questions
        .ask(
            "rds:DescribeEvents",
            "all instances",
            () ->
                client
                    .describeEventsPaginator(
                        r -> r.sourceType(SourceType.DB_INSTANCE).startTime(from).endTime(now))
                    .events()
                    .stream()
                    .toList())
        .orElse(List.of())
        .stream()
        .map(this::line)
        .toList();
  }

  private Evidence line(Event event) {
    var name = prefix + event.sourceIdentifier();
    var text = event.message() == null ? "" : event.message();
    var at = event.date();
    var fields =
        new Fields(
            "",
            0,
            -1,
            Fields.Session.NONE,
            "",
            -1,
            -1,
            Map.of("categories", String.join(",", event.eventCategories())));
    return new LogRecord(
        EvidenceId.of(source.value(), name, at.toString(), text),
        source,
        DATASET,
        Host.rds(name),
        at,
        new Position("rds-events", "events", Math.max(0, at.toEpochMilli())),
        new Line(text, List.of(), fields),
        new LogEvent.Other("rds.event"));
  }
}
