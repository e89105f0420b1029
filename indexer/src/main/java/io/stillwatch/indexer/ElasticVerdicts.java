// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Due runs with their verdicts in monthly indices, named by the due time.
record ElasticVerdicts(CurrentStateDocuments current, Searches searches) implements VerdictStore {
  private static final String TIMESTAMP = "@timestamp";
  private static final String JOB_ID = "stillwatch.job.id";
  private static final String WORD = "stillwatch.verdict";
  private static final int MOST_WORDS = 20;

  /// Elasticsearch returns at most 65,536 buckets, with one more for each word.
  private static final long MOST_BUCKETS = 5_000;

  private static final Comparator<JudgedRun> BY_DUE =
      Comparator.comparing(JudgedRun::due).thenComparing(JudgedRun::job);

  @Override
  public void putVerdicts(List<JudgedRun> verdicts) throws StoreException {
    current.put(documents(verdicts));
  }

  static Map<CurrentStateDocuments.Key, ObjectNode> documents(List<JudgedRun> verdicts) {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var judged : verdicts) {
      var document = Documents.at(judged.due());
      Documents.event(document, "state", "process", "verdict")
          .put("outcome", outcome(judged.verdict()));
      var own = Documents.own(document, judged.id(), judged);
      own.put("verdict", judged.verdict().word());
      Dates.put(own, "judged_at", judged.judgedAt());
      own.putObject("job").put("id", judged.job());
      var index = IndexNames.monthly(IndexNames.VERDICTS, judged.due());
      documents.put(CurrentStateDocuments.Key.of(index, judged.id()), document);
    }
    return documents;
  }

  private static String outcome(Verdict verdict) {
    return switch (verdict) {
      case Verdict.OnTime _, Verdict.Late _ -> "success";
      case Verdict.Missed _, Verdict.Failed _, Verdict.Overrun _, Verdict.TooShort _ -> "failure";
      case Verdict.Unknown _, Verdict.Learning _ -> "unknown";
    };
  }

  @Override
  public List<JudgedRun> verdicts(Collection<String> jobs, Instant from, Instant until)
      throws StoreException {
    var verdicts = new ArrayList<JudgedRun>();
    for (var some : Searches.terms(JOB_ID, jobs)) {
      var query = Searches.allOf(some, Searches.range(TIMESTAMP, from, until));
      verdicts.addAll(
          current.records(searches.all(IndexNames.VERDICTS, query, TIMESTAMP), JudgedRun.class));
    }
    verdicts.sort(BY_DUE);
    return verdicts;
  }

  @Override
  public Page page(VerdictFilter filter, String after, int size) throws StoreException {
    var parts = new ArrayList<JsonNode>();
    parts.add(Searches.range(TIMESTAMP, filter.from(), filter.until()));
    if (!filter.job().isEmpty()) parts.add(Searches.term(JOB_ID, filter.job()));
    if (!filter.word().isEmpty()) parts.add(Searches.term(WORD, filter.word()));
    var query = Searches.allOf(parts.toArray(JsonNode[]::new));
    var page = searches.page(IndexNames.VERDICTS, query, SortOrder.by(TIMESTAMP), after, size);
    return new Page(current.records(page.hits(), JudgedRun.class), page.next());
  }

  @Override
  public Map<String, Long> counts(Collection<String> jobs, Instant from, Instant until)
      throws StoreException {
    var counts = new HashMap<String, Long>();
    for (var some : Searches.terms(JOB_ID, jobs)) {
      var request = Json.object().put("size", 0).put("track_total_hits", false);
      request.set("query", Searches.allOf(some, Searches.range(TIMESTAMP, from, until)));
      words(request.putObject("aggs"));
      var answer = searches.summary(IndexNames.VERDICTS, request).path("aggregations");
      for (var word : answer.path("words").path("buckets"))
        counts.merge(word.path("key").asText(), word.path("doc_count").asLong(), Long::sum);
    }
    return counts;
  }

  private static void words(ObjectNode aggregations) {
    aggregations.putObject("words").putObject("terms").put("field", WORD).put("size", MOST_WORDS);
  }

  @Override
  public List<Bucket> histogram(Instant from, Instant until, Duration bucket)
      throws StoreException {
    if (!from.isBefore(until)) return List.of();
    if (Duration.between(from, until).dividedBy(bucket) > MOST_BUCKETS) {
      throw new IllegalArgumentException("More than " + MOST_BUCKETS + " buckets of " + bucket);
    }
    var counts = counts(from, until, bucket);
    var buckets = new ArrayList<Bucket>();
    for (var at = from; at.isBefore(until); at = at.plus(bucket)) {
      buckets.add(new Bucket(at, counts.getOrDefault(at.toEpochMilli(), Map.of())));
    }
    return buckets;
  }

  private Map<Long, Map<String, Long>> counts(Instant from, Instant until, Duration bucket)
      throws StoreException {
    var request = Json.object().put("size", 0).put("track_total_hits", false);
    request.set("query", Searches.range(TIMESTAMP, from, until));
    var buckets = request.putObject("aggs").putObject("buckets");
    buckets
        .putObject("date_histogram")
        .put("field", TIMESTAMP)
        .put("fixed_interval", bucket.toMillis() + "ms")
        .put("offset", Math.floorMod(from.toEpochMilli(), bucket.toMillis()) + "ms")
        .put("min_doc_count", 1);
    words(buckets.putObject("aggs"));
    var answer = searches.summary(IndexNames.VERDICTS, request).path("aggregations");
    var counts = new HashMap<Long, Map<String, Long>>();
    for (var each : answer.path("buckets").path("buckets")) {
      var words = new HashMap<String, Long>();
      for (var word : each.path("words").path("buckets")) {
        words.put(word.path("key").asText(), word.path("doc_count").asLong());
      }
      counts.put(each.path("key").asLong(), words);
    }
    return counts;
  }
}
