// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Observed runs in monthly indices.
record ElasticRuns(CurrentStateDocuments current, Searches searches) implements RunStore {
  @Override
  public void putRuns(List<Run> runs) throws StoreException {
    current.put(documents(runs));
  }

  static Map<CurrentStateDocuments.Key, ObjectNode> documents(List<Run> runs) {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    for (var run : runs) {
      var document = Documents.at(run.at());
      Documents.event(document, "event", "process", "run")
          .put("outcome", outcome(run.outcome()))
          .put("reason", run.detail());
      var own = Documents.own(document, run.id(), run).put("evidence", run.evidence());
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
  public List<Instant> firstTimes(String job, Instant from, Instant until, int most)
      throws StoreException {
    return searches.firstTimes(IndexNames.RUNS, Searches.ofJob(job, from, until), most);
  }
}
