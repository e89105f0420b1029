// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.AlertRules;
import io.stillwatch.app.config.Config;
import io.stillwatch.app.export.EvidenceExport;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.export.EvidenceDocuments.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/// An export by a process of its own, over nothing but a connection to Elasticsearch.
public final class ExportRun {
  private ExportRun() {}

  /// `data` is the data folder of the product, which is used only if its Elasticsearch is the
  /// embedded one; the product must be stopped then.
  public static EvidenceExport.Written of(
      Config config, Path data, Selection selection, Path folder)
      throws IOException, StoreException, InterruptedException {
    EvidenceExport.requireEmpty(folder);
    if (!config.elasticsearch().url().isEmpty()) {
      try (var cluster = Cluster.at(config.elasticsearch())) {
        return write(cluster, config, selection, folder);
      }
    }
    if (!Files.exists(data.resolve("elasticsearch")))
      throw new IOException(
          "No embedded Elasticsearch has stored anything in "
              + data
              + ". Name the data folder of the product with --data, or with --config a"
              + " configuration that has elasticsearch.url.");
    try (var locked = DataFolder.open(data);
        var cluster = Cluster.of(config.elasticsearch(), locked)) {
      return write(cluster, config, selection, folder);
    }
  }

  private static EvidenceExport.Written write(
      Cluster cluster, Config config, Selection selection, Path folder)
      throws IOException, StoreException {
    try (var stores = cluster.connectToRead(InstantSource.system())) {
      return new EvidenceExport(
              stores.evidenceDocuments(),
              Detection.settings(config, Plan.NONE),
              AlertRules.settings(config.alerts(), ""))
          .write(selection, folder);
    }
  }
}
