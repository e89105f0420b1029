// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A search over lines in memory; a value fits where the field contains it.
final class FixtureSearch implements LogSearch {
  private final List<SearchResult.Hit> lines = new ArrayList<>();

  void cron(Job job, Instant at) {
    line(
        job.host().name(),
        "cron.syslog",
        "run-start",
        at,
        "CRON["
            + (1000 + lines.size() % 30000)
            + "]: ("
            + (job.definition().configured() ? job.definition().user() : "root")
            + ") CMD ("
            + job.subject()
            + ")");
  }

  void line(String host, String dataset, String action, Instant at, String message) {
    lines.add(
        new SearchResult.Hit(
            "stillwatch-logs-" + dataset + "-2026.11.22",
            "d" + lines.size(),
            at,
            Map.of(
                "@timestamp", at.toString(),
                "host.name", host,
                "event.dataset", dataset,
                "event.action", action,
                "log.file.path", "/var/log/cron.log",
                "message", message)));
  }

  @Override
  public SearchResult search(SearchRequest request) {
    var query = KqlQuery.parse(request.kql());
    var hits =
        lines.stream()
            .filter(hit -> !hit.at().isBefore(request.from()) && hit.at().isBefore(request.until()))
            .filter(hit -> matches(hit, query))
            .sorted(Comparator.comparing(SearchResult.Hit::at).reversed())
            .toList();
    var page = hits.stream().skip(request.offset()).limit(request.limit()).toList();
    var bar = bar(request);
    return new SearchResult(
        page,
        Math.min(hits.size(), 10_000),
        hits.size() <= 10_000,
        bars(request, hits, bar),
        bar,
        Duration.ofMillis(14));
  }

  @Override
  public Map<String, Long> counts() {
    return Map.of("logs", (long) lines.size());
  }

  private static boolean matches(SearchResult.Hit hit, KqlQuery query) {
    return switch (query) {
      case KqlQuery.Everything _ -> true;
      case KqlQuery.AllOf(var parts) -> parts.stream().allMatch(part -> matches(hit, part));
      case KqlQuery.AnyOf(var parts) -> parts.stream().anyMatch(part -> matches(hit, part));
      case KqlQuery.Not(var part) -> !matches(hit, part);
      case KqlQuery.Is(var field, var value) -> contains(hit, field.toString(), value.inWords());
      case KqlQuery.AnyField(var value) -> contains(hit, "message", value.inWords());
      case KqlQuery.Nested _, KqlQuery.Range _ -> false;
    };
  }

  /// The last quoted text or word of the value is what the field must hold.
  private static boolean contains(SearchResult.Hit hit, String field, String words) {
    int quote = words.indexOf('"');
    var wanted =
        quote >= 0
            ? words.substring(quote + 1, words.lastIndexOf('"'))
            : words.substring(words.lastIndexOf(' ') + 1);
    return String.valueOf(hit.fields().getOrDefault(field, "")).contains(wanted);
  }

  private static Duration bar(SearchRequest request) {
    var whole = Duration.between(request.from(), request.until());
    return Duration.ofMinutes(Math.max(1, whole.toMinutes() / Math.max(1, request.bars())));
  }

  private static List<SearchResult.Bar> bars(
      SearchRequest request, List<SearchResult.Hit> hits, Duration bar) {
    var bars = new ArrayList<SearchResult.Bar>();
    if (request.bars() == 0) return bars;
    for (var from = request.from(); from.isBefore(request.until()); from = from.plus(bar)) {
      var start = from;
      var end = from.plus(bar);
      bars.add(
          new SearchResult.Bar(
              start,
              hits.stream().filter(h -> !h.at().isBefore(start) && h.at().isBefore(end)).count()));
    }
    return bars;
  }
}
