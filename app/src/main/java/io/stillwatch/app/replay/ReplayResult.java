// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.VerdictStore.VerdictFilter;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a replay left in its stores, as the documents that people and programs read.
public record ReplayResult(InMemoryStores stores, int evidence, Instant from, Instant until) {
  public List<Alert> alerts() throws StoreException {
    return stores.alerts().between(Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE).stream()
        .sorted(Comparator.comparing(alert -> alert.times().detectedAt()))
        .toList();
  }

  public List<Finding> findings() throws StoreException {
    return stores
        .findings()
        .page(FindingFilter.ALL, FindingStore.Page.START, Integer.MAX_VALUE)
        .findings()
        .stream()
        .map(Versioned::value)
        .toList();
  }

  public List<Job> jobs() throws StoreException {
    return stores
        .outcomes()
        .statuses()
        .page(JobFilter.ALL, JobStatusStore.Page.START, Integer.MAX_VALUE)
        .jobs()
        .stream()
        .map(JobStatus::job)
        .filter(job -> !job.kind().standsForMany())
        .toList();
  }

  /// Writes the five files of the result, one JSON object a line.
  public void write(Path folder) throws IOException, StoreException {
    Files.createDirectories(folder);
    lines(folder.resolve("alerts.ndjson"), alerts().stream().map(PublicJson::alert));
    lines(folder.resolve("findings.ndjson"), findings().stream().map(PublicJson::finding));
    var jobs = JsonNodeFactory.instance.arrayNode();
    for (var job : jobs()) jobs.add(job(job));
    lines(folder.resolve("jobs.ndjson"), jobs.valueStream());
    lines(
        folder.resolve("verdicts.ndjson"),
        stores
            .outcomes()
            .verdicts()
            .page(
                new VerdictFilter("", "", Instant.EPOCH, Instant.MAX),
                VerdictStore.Page.START,
                Integer.MAX_VALUE)
            .verdicts()
            .stream()
            .map(PublicJson::verdict));
    lines(
        folder.resolve("anomalies.ndjson"),
        stores
            .outcomes()
            .anomalies()
            .page(Instant.EPOCH, Instant.MAX, 0, AnomalyStore.Page.START, Integer.MAX_VALUE)
            .anomalies()
            .stream()
            .map(PublicJson::anomaly));
  }

  private static void lines(Path file, Stream<?> documents) throws IOException {
    Files.write(file, documents.map(Object::toString).toList());
  }

  /// A job with how often it was seen to run, which tells lines that ran from lines that did not.
  private ObjectNode job(Job job) throws StoreException {
    var runs = stores.outcomes().runs().runs(job.id(), Instant.EPOCH, Instant.MAX);
    var json = PublicJson.job(job);
    json.put("runs", runs.size());
    if (!runs.isEmpty()) json.put("last_run_at", last(runs).toString());
    return json;
  }

  private static Instant last(List<Run> runs) {
    return runs.getLast().at();
  }

  /// Everything in one object, for `--format json`.
  public ObjectNode toJson() throws StoreException {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("evidence", evidence).put("from", from.toString()).put("until", until.toString());
    var alerts = json.putArray("alerts");
    alerts().forEach(alert -> alerts.add(PublicJson.alert(alert)));
    var findings = json.putArray("findings");
    findings().forEach(finding -> findings.add(PublicJson.finding(finding)));
    var jobs = json.putArray("jobs");
    for (var job : jobs()) jobs.add(job(job));
    return json;
  }
}
