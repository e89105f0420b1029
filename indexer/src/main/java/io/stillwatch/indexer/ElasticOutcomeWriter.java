// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.store.OutcomeWriter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import java.util.LinkedHashMap;

/// All that a look brings in one request, for each request waits for the disk of the cluster.
record ElasticOutcomeWriter(CurrentStateDocuments current) implements OutcomeWriter {
  @Override
  public void put(Batch batch) throws StoreException {
    var documents = new LinkedHashMap<CurrentStateDocuments.Key, ObjectNode>();
    documents.putAll(ElasticRuns.documents(batch.runs()));
    documents.putAll(ElasticLogSizes.documents(batch.sizes()));
    documents.putAll(ElasticVerdicts.documents(batch.verdicts()));
    documents.putAll(ElasticAnomalies.documents(batch.anomalies()));
    documents.putAll(ElasticSeries.documents(batch.hours()));
    current.put(documents);
  }
}
