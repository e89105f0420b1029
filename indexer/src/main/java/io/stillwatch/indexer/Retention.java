// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.document.IndexNames;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes whole indices by name; single documents are never deleted.
record Retention(ElasticClient client) {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Pattern PERIOD =
      Pattern.compile(".*-(\\d{4})(?:\\.(\\d{2}))?(?:\\.(\\d{2}))?");

  List<String> deleteBefore(String family, Instant keepFrom) throws StoreException {
    var deleted = new ArrayList<String>();
    for (var index : client.get("/_cat/indices/stillwatch-*?format=json&h=index")) {
      var name = index.path("index").asText();
      if (!IndexNames.family(name).equals(family)) continue;
      var end = end(name);
      if (end.isEmpty() || end.get().isAfter(keepFrom)) continue;
      var reply = client.send("DELETE", "/" + name, new byte[0]);
      if (!reply.ok() && reply.status() != 404)
        throw client.refused("the deletion of " + name, reply);
      LOG.atInfo().addKeyValue("index", name).log("Index deleted; its retention period has ended.");
      deleted.add(name);
    }
    return deleted;
  }

  /// When the time of an index begins, if its name contains one.
  static Optional<Instant> start(String name) {
    return period(name).map(period -> midnight(period.first()));
  }

  /// The end of the period in the name of an index, if it has one.
  static Optional<Instant> end(String name) {
    return period(name).map(period -> midnight(period.next()));
  }

  /// The first day of an index and that of the index behind it.
  private record Period(LocalDate first, LocalDate next) {}

  private static Optional<Period> period(String name) {
    var period = PERIOD.matcher(name);
    if (!period.matches()) return Optional.empty();
    int year = Integer.parseInt(period.group(1));
    if (period.group(2) == null) {
      return Optional.of(new Period(Year.of(year).atDay(1), Year.of(year).plusYears(1).atDay(1)));
    }
    int month = Integer.parseInt(period.group(2));
    if (month < 1 || month > 12) return Optional.empty();
    var first = YearMonth.of(year, month);
    if (period.group(3) == null) {
      return Optional.of(new Period(first.atDay(1), first.plusMonths(1).atDay(1)));
    }
    int day = Integer.parseInt(period.group(3));
    if (!first.isValidDay(day)) return Optional.empty();
    return Optional.of(new Period(first.atDay(day), first.atDay(day).plusDays(1)));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
