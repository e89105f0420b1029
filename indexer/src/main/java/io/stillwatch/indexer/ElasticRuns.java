// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Observed runs in monthly indices.
record ElasticRuns(CurrentStateDocuments current, Searches searches) implements RunStore {
  private static final String IO = "/process/io";

  /// ECS: "The total number of bytes captured in this event."
  private static final String OUTPUT_BYTES = "total_bytes_captured";

  private static final List<String> FIGURES =
      List.of("event.duration", "process.io." + OUTPUT_BYTES, "stillwatch.outcome");

  @Override
  public void putRuns(List<Run> runs) throws StoreException {
    current.put(documents(runs));
  }

  static Map<CurrentStateDocuments.Key, ObjectNode> documents(List<Run> runs) {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var run : runs) {
      var document = Documents.at(run.at());
      var event =
          Documents.event(document, "event", "process", "run")
              .put("outcome", outcome(run.outcome()))
              .put("reason", run.detail());
      run.took().ifPresent(took -> event.put("duration", took.toNanos()));
      run.outputBytes().ifPresent(bytes -> document.withObject(IO).put(OUTPUT_BYTES, bytes));
      var own =
          Documents.own(document, run.id(), run)
              .put("evidence", run.evidence())
              .put("outcome", run.outcome().name());
      own.putObject("job").put("id", run.job());
      var index = IndexNames.monthly(IndexNames.RUNS, run.at());
      documents.put(CurrentStateDocuments.Key.of(index, run.job() + "|" + run.id()), document);
    }
    return documents;
  }

  private static String outcome(Run.Outcome outcome) {
    return switch (outcome) {
      case STARTED -> "unknown";
      case SUCCEEDED -> "success";
      case TOO_SHORT, OVERRUN, FAILED -> "failure";
    };
  }

  @Override
  public List<Run> runs(String job, Instant from, Instant until) throws StoreException {
    var query = Searches.ofJob(job, from, until);
    return current.records(searches.all(IndexNames.RUNS, query, "@timestamp"), Run.class);
  }

  @Override
  public List<RunFigures> firstFigures(String job, Instant from, Instant until, int most)
      throws StoreException {
    var query = Searches.ofJob(job, from, until);
    return searches.firstFields(IndexNames.RUNS, query, FIGURES, most).stream()
        .map(ElasticRuns::figures)
        .toList();
  }

  /// A run that an earlier version stored has no outcome as a field: it is a run, and no more is
  /// known of it.
  private static RunFigures figures(Searches.Fields run) {
    var fields = run.values();
    var took = fields.at("/event/duration");
    var bytes = fields.at(IO + "/" + OUTPUT_BYTES);
    var outcome = fields.at("/stillwatch/outcome").asText(Run.Outcome.STARTED.name());
    return new RunFigures(
        run.at(),
        Run.Outcome.valueOf(outcome),
        took.isNumber() ? Optional.of(Duration.ofNanos(took.asLong())) : Optional.empty(),
        bytes.isNumber() ? Optional.of(bytes.asLong()) : Optional.empty());
  }
}
