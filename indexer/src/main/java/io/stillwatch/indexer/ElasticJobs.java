// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.store.JobStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jobs, their runs, verdicts, anomalies and sizes, each in its own indices.
final class ElasticJobs implements JobStore {
  private static final String TIMESTAMP = "@timestamp";
  private static final String JOB_ID = "stillwatch.job.id";
  private static final String JUDGED_UNTIL = "judged-until";

  private final CurrentStateDocuments current;
  private final Searches searches;

  ElasticJobs(CurrentStateDocuments current, Searches searches) {
    this.current = current;
    this.searches = searches;
  }

  @Override
  public void putJobs(List<Job> jobs) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var job : jobs) {
      documents.put(CurrentStateDocuments.Key.of(IndexNames.JOBS, job.id()), document(job));
    }
    current.put(documents);
  }

  private static ObjectNode document(Job job) {
    var document = Json.object();
    Documents.event(document, "state", "configuration", "job");
    Documents.host(document, job.host());
    if (job.definition().configured()) {
      document.putObject("file").put("path", job.definition().path());
      document.putObject("user").put("name", job.definition().user());
      document.putObject("process").put("command_line", job.definition().command());
    }
    var own = Documents.own(document, job.id(), job);
    own.putObject("job")
        .put("id", job.id())
        .put("kind", job.kind().name())
        .put("name", job.name())
        .put("schedule", job.schedule().inWords())
        .put("period_secs", job.schedule().period().toSeconds())
        .put("driver", job.driver());
    return document;
  }

  @Override
  public List<Job> jobs() throws StoreException {
    var hits = searches.all(IndexNames.JOBS, Searches.everything(), "stillwatch.id");
    return bodies(hits, Job.class);
  }

  @Override
  public void putRuns(List<Run> runs) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var run : runs) {
      var document = Documents.at(run.at());
      Documents.event(document, "event", "process", "run");
      ((ObjectNode) document.path("event"))
          .put("outcome", outcome(run.outcome()))
          .put("reason", run.detail());
      var own = Documents.own(document, run.id(), run).put("evidence", run.evidence());
      own.putObject("job").put("id", run.job());
      var id = run.job() + "|" + run.id();
      documents.put(
          CurrentStateDocuments.Key.of(IndexNames.monthly(IndexNames.RUNS, run.at()), id),
          document);
    }
    current.put(documents);
  }

  private static String outcome(Run.Outcome outcome) {
    return switch (outcome) {
      case STARTED -> "unknown";
      case SUCCEEDED -> "success";
      case FAILED -> "failure";
    };
  }

  @Override
  public List<Run> runs(String job, Instant from, Instant until) throws StoreException {
    return bodies(ofJob(IndexNames.RUNS, job, from, until), Run.class);
  }

  @Override
  public void putVerdicts(List<JudgedRun> verdicts) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var judged : verdicts) {
      var document = Documents.at(judged.due());
      Documents.event(document, "state", "process", "verdict");
      ((ObjectNode) document.path("event")).put("outcome", outcome(judged.verdict()));
      var own = Documents.own(document, judged.id(), judged);
      own.put("verdict", judged.verdict().word());
      Dates.put(own, "judged_at", judged.judgedAt());
      own.putObject("job").put("id", judged.job());
      var index = IndexNames.monthly(IndexNames.VERDICTS, judged.due());
      documents.put(CurrentStateDocuments.Key.of(index, judged.id()), document);
    }
    current.put(documents);
  }

  private static String outcome(Verdict verdict) {
    return switch (verdict) {
      case Verdict.OnTime _, Verdict.Late _ -> "success";
      case Verdict.Missed _, Verdict.Failed _, Verdict.Overrun _ -> "failure";
      case Verdict.Unknown _, Verdict.Learning _ -> "unknown";
    };
  }

  @Override
  public List<JudgedRun> verdicts(Instant from, Instant until) throws StoreException {
    var range = Searches.range(TIMESTAMP, from, until);
    return bodies(searches.all(IndexNames.VERDICTS, range, TIMESTAMP), JudgedRun.class);
  }

  @Override
  public void putAnomalies(List<Anomaly> anomalies) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var anomaly : anomalies) {
      var document = Documents.at(anomaly.at());
      Documents.event(document, "state", "process", "anomaly");
      var score = document.putObject("anomaly").put("score", anomaly.score());
      finite(score, "error", anomaly.reconstruction().error());
      finite(score, "threshold", anomaly.reconstruction().threshold());
      Dates.put(score, "started_at", anomaly.startedAt());
      document.putObject("model").put("id", anomaly.reconstruction().model());
      Documents.own(document, anomaly.id(), anomaly).putObject("job").put("id", anomaly.job());
      var index = IndexNames.monthly(IndexNames.ANOMALIES, anomaly.at());
      documents.put(CurrentStateDocuments.Key.of(index, anomaly.id()), document);
    }
    current.put(documents);
  }

  private static void finite(ObjectNode object, String field, double value) {
    if (Double.isFinite(value)) object.put(field, value); // JSON has no number for infinity and NaN
  }

  @Override
  public List<Anomaly> anomalies(Instant from, Instant until, double minScore)
      throws StoreException {
    var atLeast = Json.object();
    atLeast.putObject("range").putObject("anomaly.score").put("gte", minScore);
    var query = Searches.allOf(Searches.range(TIMESTAMP, from, until), atLeast);
    return bodies(searches.all(IndexNames.ANOMALIES, query, TIMESTAMP), Anomaly.class);
  }

  @Override
  public Instant judgedUntil() throws StoreException {
    return current
        .find(IndexNames.STATE, JUDGED_UNTIL)
        .map(found -> found.path("_source").path("stillwatch").path("value").asText())
        .map(Instant::parse)
        .orElse(Instant.MIN);
  }

  @Override
  public void judgedUntil(Instant until) throws StoreException {
    var document = Json.object();
    document.putObject("stillwatch").put("id", JUDGED_UNTIL).put("value", until.toString());
    current.put(IndexNames.STATE, JUDGED_UNTIL, document);
  }

  @Override
  public void putSizes(Map<String, List<SizeSample>> samples) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    samples.forEach((job, ofJob) -> addSizes(job, ofJob, documents));
    current.put(documents);
  }

  private static void addSizes(
      String job, List<SizeSample> samples, Map<CurrentStateDocuments.Key, ObjectNode> documents) {
    for (var sample : samples) {
      var id = job + "@" + sample.at();
      var document = Documents.at(sample.at());
      Documents.event(document, "metric", "file", "size");
      document.putObject("file").put("size", sample.activeBytes());
      var own = document.putObject("stillwatch").put("id", id);
      own.put("total_bytes", sample.totalBytes()).put("files", sample.files());
      own.putObject("job").put("id", job);
      var index = IndexNames.monthly(IndexNames.SIZES, sample.at());
      documents.put(CurrentStateDocuments.Key.of(index, id), document);
    }
  }

  @Override
  public List<SizeSample> sizes(String job, Instant from, Instant until) throws StoreException {
    var samples = new ArrayList<SizeSample>();
    for (var hit : ofJob(IndexNames.SIZES, job, from, until)) {
      var source = hit.path("_source");
      samples.add(
          new SizeSample(
              Instant.parse(source.path(TIMESTAMP).asText()),
              source.path("file").path("size").asLong(),
              source.path("stillwatch").path("total_bytes").asLong(),
              source.path("stillwatch").path("files").asInt()));
    }
    return samples;
  }

  private List<JsonNode> ofJob(String family, String job, Instant from, Instant until)
      throws StoreException {
    var query = Searches.allOf(Searches.term(JOB_ID, job), Searches.range(TIMESTAMP, from, until));
    return searches.all(family, query, TIMESTAMP);
  }

  private static <T> List<T> bodies(List<JsonNode> hits, Class<T> type) throws StoreException {
    var bodies = new ArrayList<T>(hits.size());
    for (var hit : hits) bodies.add(CurrentStateDocuments.body(hit, type));
    return bodies;
  }
}
