// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.search.FieldValues;
import io.stillwatch.core.search.Inspection;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.KqlValue;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A search over lines in memory; a value fits where the field contains it.
final class FixtureSearch implements LogSearch {
  private static final LogFields FIELDS =
      new LogFields(
          new TreeMap<>(
              Map.of(
                  "@timestamp", LogFields.Type.DATE,
                  "host.name", LogFields.Type.KEYWORD,
                  "event.dataset", LogFields.Type.KEYWORD,
                  "event.action", LogFields.Type.KEYWORD,
                  "log.file.path", LogFields.Type.KEYWORD,
                  "log.pattern", LogFields.Type.KEYWORD,
                  "message", LogFields.Type.TEXT,
                  "process.pid", LogFields.Type.NUMBER,
                  "user.name", LogFields.Type.KEYWORD)));

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

  /// A record of several lines, which have its time and its offset.
  void record(String host, String level, Instant at, List<String> messages) {
    long start = lines.size();
    for (int i = 0; i < messages.size(); i++) {
      lines.add(
          new SearchResult.Hit(
              "stillwatch-logs-aws.rds_log-2026.11.22",
              "d" + lines.size(),
              at,
              Map.of(
                  "@timestamp",
                  at.toString(),
                  "host.name",
                  host,
                  "event.dataset",
                  "aws.rds_log",
                  "log.level",
                  level,
                  "log.file.path",
                  "slowquery/mysql-slowquery.log",
                  "stillwatch.record_offset",
                  start,
                  "log.offset",
                  start + i,
                  "message",
                  messages.get(i))));
    }
  }

  @Override
  public SearchResult search(SearchRequest request) {
    var hits = found(request.query(), new Interval(request.from(), request.until()));
    var order = request.rows().order();
    var sorted = hits.stream().sorted(comparator(order)).toList();
    var page = sorted.stream().skip(request.rows().offset()).limit(request.rows().limit()).toList();
    var bar = bar(request);
    return new SearchResult(
        page,
        Math.min(hits.size(), 10_000),
        hits.size() <= 10_000,
        bars(request, hits, bar),
        bar,
        Duration.ofMillis(14));
  }

  private List<SearchResult.Hit> found(KqlQuery query, Interval range) {
    return lines.stream()
        .filter(hit -> range.contains(hit.at()))
        .filter(hit -> matches(hit, query))
        .sorted(Comparator.comparing(SearchResult.Hit::at).reversed())
        .toList();
  }

  private static Comparator<SearchResult.Hit> comparator(SearchRequest.Order order) {
    Comparator<SearchResult.Hit> ascending =
        order.field().equals("@timestamp")
            ? Comparator.comparing(SearchResult.Hit::at)
            : Comparator.comparing(
                hit -> String.valueOf(hit.fields().getOrDefault(order.field(), "")));
    return order.descending() ? ascending.reversed() : ascending;
  }

  @Override
  public LogFields fields() {
    return FIELDS;
  }

  @Override
  public FieldValues values(KqlQuery query, Interval range, String field, int most) {
    var counts =
        found(query, range).stream()
            .filter(hit -> hit.fields().containsKey(field))
            .collect(
                Collectors.groupingBy(
                    hit -> String.valueOf(hit.fields().get(field)), Collectors.counting()));
    var top =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(most)
            .map(one -> new FieldValues.Count(one.getKey(), one.getValue()))
            .toList();
    long present = counts.values().stream().mapToLong(count -> count).sum();
    return new FieldValues(found(query, range).size(), present, top);
  }

  @Override
  public Optional<SearchResult.Hit> find(String index, String id) {
    return lines.stream()
        .filter(hit -> hit.index().equals(index) && hit.id().equals(id))
        .findFirst();
  }

  @Override
  public List<SearchResult.Hit> around(SearchResult.Hit line, boolean after, int most) {
    var file =
        lines.stream()
            .filter(hit -> hit.fields().get("host.name").equals(line.fields().get("host.name")))
            .sorted(Comparator.comparing(SearchResult.Hit::at))
            .toList();
    int at = file.indexOf(line);
    return after
        ? file.subList(at + 1, Math.min(file.size(), at + 1 + most))
        : file.subList(Math.max(0, at - most), at);
  }

  @Override
  public long count(KqlQuery query, Interval range) {
    return found(query, range).size();
  }

  @Override
  public Inspection inspect(SearchRequest request) {
    return new Inspection(
        "/stillwatch-logs/_search",
        "{ \"size\": " + request.rows().limit() + " }",
        "{ \"timed_out\": false }",
        Duration.ofMillis(14),
        new Inspection.Shards(3, 0));
  }

  @Override
  public long each(KqlQuery query, Interval range, long most, Sink sink) throws IOException {
    var all = found(query, range).stream().limit(most).toList();
    for (var line : all) sink.accept(line);
    return all.size();
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
      case KqlQuery.Is(var field, KqlValue.Pattern(var text)) ->
          String.valueOf(hit.fields().get(field.toString())).startsWith(text.pieces().getFirst());
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
    return Duration.ofMinutes(
        Math.max(1, whole.toMinutes() / Math.max(1, request.histogram().bars())));
  }

  private static List<SearchResult.Bar> bars(
      SearchRequest request, List<SearchResult.Hit> hits, Duration bar) {
    var bars = new ArrayList<SearchResult.Bar>();
    if (request.histogram().bars() == 0) return bars;
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
