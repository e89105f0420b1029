// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sizes of logs in monthly indices, without a body: the fields hold everything.
record ElasticLogSizes(CurrentStateDocuments current, Searches searches) implements SizeStore {
  private static final String TIMESTAMP = "@timestamp";

  @Override
  public void putSizes(Map<String, List<SizeSample>> samples) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    samples.forEach((job, ofJob) -> ofJob.forEach(sample -> add(job, sample, documents)));
    current.put(documents);
  }

  private static void add(
      String job, SizeSample sample, Map<CurrentStateDocuments.Key, ObjectNode> documents) {
    var id = job + "@" + sample.at();
    var document = Documents.at(sample.at());
    Documents.event(document, "metric", "file", "size");
    document.putObject("file").put("size", sample.activeBytes());
    var own = document.putObject("stillwatch").put("id", id);
    own.put("total_bytes", sample.totalBytes()).put("files", sample.files());
    own.putObject("job").put("id", job);
    documents.put(
        CurrentStateDocuments.Key.of(IndexNames.monthly(IndexNames.SIZES, sample.at()), id),
        document);
  }

  @Override
  public List<SizeSample> sizes(String job, Instant from, Instant until) throws StoreException {
    var samples = new ArrayList<SizeSample>();
    var query = Searches.ofJob(job, from, until);
    for (var hit : searches.all(IndexNames.SIZES, query, TIMESTAMP)) {
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
}
