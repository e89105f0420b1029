// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// One document for each job: the fields that pages filter and sort by, and the whole status.
final class ElasticJobStatuses implements JobStatusStore {
  private static final String HEALTH = "stillwatch.job.health";
  private static final String HELD = "stillwatch.job.held_rank";

  private static final List<JobHealth> RANKS = List.of(JobHealth.values());

  private static final String DUE = "stillwatch.job.next_due_at";
  private static final String HOST = "host.name";
  private static final String NAME = "stillwatch.job.name";

  private static final Map<Order, SortOrder> ORDERS =
      Map.of(
          Order.WORST,
          SortOrder.byAll(
              "stillwatch.job.health_rank", "stillwatch.job.last_run_at", DUE, HOST, NAME),
          Order.DUE,
          SortOrder.byAll(DUE, HOST, NAME),
          Order.NAME,
          SortOrder.byAll(NAME, HOST));

  /// Of a text, only so much is searched: a keyword has at most 32,766 bytes.
  private static final int SEARCHED_CHARACTERS = 4_096;

  private final CurrentStateDocuments current;
  private final Searches searches;

  /// What the last answer of [#troubled] held, as far as nothing was put since that changes it.
  private final Set<String> troubled = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean outdated = new AtomicBoolean(true);

  ElasticJobStatuses(CurrentStateDocuments current, Searches searches) {
    this.current = current;
    this.searches = searches;
  }

  @Override
  public void put(List<JobStatus> statuses) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var status : statuses) documents.put(key(status.job().id()), document(status));
    current.put(documents);
    if (statuses.stream().anyMatch(this::changesTroubled)) outdated.set(true);
  }

  @Override
  public void remove(Collection<String> ids) throws StoreException {
    current.delete(ids.stream().map(ElasticJobStatuses::key).toList());
    if (ids.stream().anyMatch(troubled::contains)) outdated.set(true);
  }

  private boolean changesTroubled(JobStatus status) {
    return isTroubled(status) || troubled.contains(status.job().id());
  }

  private static boolean isTroubled(JobStatus status) {
    return status.stoppage().isPresent() || status.predicted().isPresent();
  }

  private static CurrentStateDocuments.Key key(String id) {
    return CurrentStateDocuments.Key.of(IndexNames.JOBS, id);
  }

  private static ObjectNode document(JobStatus status) {
    var job = status.job();
    var document = Json.object();
    Documents.event(document, "state", "configuration", "job");
    Documents.host(document, job.host());
    if (job.definition().configured()) {
      document.putObject("file").put("path", job.definition().path());
      document.putObject("user").put("name", job.definition().user());
      document.putObject("process").put("command_line", job.definition().command());
    }
    var fields = Documents.job(Documents.own(document, job.id(), status), job);
    fields
        .put("schedule", job.schedule().inWords())
        .put("period_secs", job.schedule().period().toSeconds())
        .put("driver", job.driver())
        .put("health", status.health().token())
        .put("health_rank", RANKS.indexOf(status.health()))
        .put("grace_secs", status.timing().grace().toSeconds())
        .put("score", status.score())
        .put("troubled", isTroubled(status))
        .put("importance", status.note().importance().map(JobNote.Importance::token).orElse(""));
    if (!status.note().owner().isEmpty()) fields.put("owner", status.note().owner());
    status.timing().lastRun().ifPresent(at -> Dates.put(fields, "last_run_at", at));
    status.timing().nextDue().ifPresent(at -> Dates.put(fields, "next_due_at", at));
    var held = status.scoring().held();
    held.ifPresent(alarm -> fields.put("held_rank", alarm.margin()));
    var text = fields.putArray("text");
    texts(job).forEach(text::add);
    return document;
  }

  private static Stream<String> texts(Job job) {
    return Stream.of(job.name(), job.host().name(), job.subject(), job.definition().command())
        .map(text -> text.substring(0, Math.min(text.length(), SEARCHED_CHARACTERS)))
        .map(text -> text.toLowerCase(Locale.ROOT))
        .distinct();
  }

  @Override
  public List<JobStatus> find(Collection<String> ids) throws StoreException {
    var keys = ids.stream().distinct().map(ElasticJobStatuses::key).toList();
    return current.records(current.find(keys), JobStatus.class);
  }

  @Override
  public Page page(JobFilter filter, Order order, String after, int size) throws StoreException {
    var sort = Objects.requireNonNull(ORDERS.get(order));
    var page = searches.page(IndexNames.JOBS, query(filter), sort, after, size);
    return new Page(current.records(page.hits(), JobStatus.class), page.next());
  }

  @Override
  public Map<JobHealth, Long> counts(JobFilter filter) throws StoreException {
    var request = Json.object().put("size", 0).put("track_total_hits", false);
    request.set("query", query(filter));
    request
        .putObject("aggs")
        .putObject("health")
        .putObject("terms")
        .put("field", HEALTH)
        .put("size", JobHealth.values().length);
    var counts = new EnumMap<JobHealth, Long>(JobHealth.class);
    for (var health : JobHealth.values()) counts.put(health, 0L);
    var answer = searches.summary(IndexNames.JOBS, request).path("aggregations");
    for (var bucket : answer.path("health").path("buckets")) {
      JobHealth.ofToken(bucket.path("key").asText())
          .ifPresent(health -> counts.put(health, bucket.path("doc_count").asLong()));
    }
    return counts;
  }

  /// The documents of all jobs change all the time; they are made visible only if those of troubled
  /// jobs did.
  @Override
  public List<JobStatus> troubled() throws StoreException {
    var query = Json.object();
    query.putObject("term").put("stillwatch.job.troubled", true);
    boolean refresh = outdated.getAndSet(false);
    boolean answered = false;
    try {
      var hits =
          refresh
              ? searches.all(IndexNames.JOBS, query, "stillwatch.id")
              : searches.allVisible(IndexNames.JOBS, query, "stillwatch.id");
      var found = current.records(hits, JobStatus.class);
      var ids = found.stream().map(status -> status.job().id()).toList();
      troubled.addAll(ids);
      troubled.retainAll(Set.copyOf(ids));
      answered = true;
      return found;
    } finally {
      if (!answered) outdated.set(true);
    }
  }

  @Override
  public List<JobStatus> held(int most) throws StoreException {
    var query = Searches.atLeast(HELD, 0.0);
    var hits = searches.first(IndexNames.JOBS, query, SortOrder.highest(HELD), most);
    return current.records(hits, JobStatus.class);
  }

  private static ObjectNode query(JobFilter filter) {
    var parts = new ArrayList<JsonNode>();
    filter.health().ifPresent(health -> parts.add(Searches.term(HEALTH, health.token())));
    if (!filter.host().isEmpty()) parts.add(Searches.term(HOST, filter.host()));
    filter.words().forEach(word -> parts.add(Searches.contains("stillwatch.job.text", word)));
    return Searches.allOf(parts.toArray(JsonNode[]::new));
  }
}
