// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A search over lines in memory that knows `field:"value"` and words, joined by `and`.
final class FixtureSearch implements LogSearch {
  private static final Pattern TERM =
      Pattern.compile("(not )?(?:([\\w.]+):)?(?:\"([^\"]*)\"|(\\S+))");

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
    if (request.kql().endsWith(":")) {
      throw new KqlException("Expected a value", request.kql().length() + 1);
    }
    var hits =
        lines.stream()
            .filter(hit -> !hit.at().isBefore(request.from()) && hit.at().isBefore(request.until()))
            .filter(hit -> matches(hit, request.kql()))
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

  private static boolean matches(SearchResult.Hit hit, String kql) {
    var terms = TERM.matcher(kql.replace(" and ", " "));
    while (terms.find()) {
      var value = terms.group(3) != null ? terms.group(3) : terms.group(4);
      var text =
          String.valueOf(
              hit.fields().getOrDefault(terms.group(2) == null ? "message" : terms.group(2), ""));
      if (text.contains(value) == (terms.group(1) != null)) return false;
    }
    return true;
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
