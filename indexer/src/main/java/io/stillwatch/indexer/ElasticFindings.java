// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Life;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.indexer.document.Changes;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One document for each finding, and one more for each change.
final class ElasticFindings implements FindingStore {
  private final CurrentStateDocuments current;
  private final Searches searches;
  private final Changes changes;

  ElasticFindings(CurrentStateDocuments current, Searches searches, Changes changes) {
    this.current = current;
    this.searches = searches;
    this.changes = changes;
  }

  @Override
  public List<Versioned<Finding>> all() throws StoreException {
    var findings = new ArrayList<Versioned<Finding>>();
    for (var hit : searches.all(IndexNames.FINDINGS, Searches.everything(), "stillwatch.id")) {
      findings.add(CurrentStateDocuments.versioned(hit, Finding.class));
    }
    return findings;
  }

  @Override
  public Optional<Versioned<Finding>> find(String id) throws StoreException {
    var key = CurrentStateDocuments.Key.of(IndexNames.FINDINGS, id);
    var found = current.find(key.index(), key.id());
    if (found.isEmpty()) return Optional.empty();
    return Optional.of(CurrentStateDocuments.versioned(found.get(), Finding.class));
  }

  @Override
  public void save(Finding finding, Versioned.Version read) throws StoreException {
    var document = document(finding);
    var key = CurrentStateDocuments.Key.of(IndexNames.FINDINGS, finding.id());
    current.save(key.index(), key.id(), document, read);
    changes.append(finding.id(), document, "finding-changed");
  }

  private static void decided(ObjectNode fields, Life.Decision decision) {
    fields.put("decided_by", decision.by()).put("decided_why", decision.why());
    Dates.put(fields, "decided_at", decision.at());
    decision.until().ifPresent(until -> Dates.put(fields, "decided_until", until));
  }

  private static ObjectNode document(Finding finding) {
    var document = Documents.at(finding.life().lastSeen());
    Documents.event(document, "state", "configuration", "finding");
    Documents.host(document, finding.place().host());
    document.put("message", finding.explanation().title());
    document.putObject("rule").put("id", finding.rule()).put("name", finding.explanation().title());
    document.putObject("file").put("path", finding.place().path());
    var fields =
        document
            .putObject("finding")
            .put("id", finding.id())
            .put("status", finding.life().status().name())
            .put("severity", finding.severity().name())
            .put("confidence", finding.confidence().word())
            .put("evidence", finding.explanation().evidence())
            .put("remedy", finding.explanation().remedy())
            .put("suggestion", finding.explanation().suggestion())
            .put("line", finding.place().line())
            .put("column", finding.place().column());
    var lost = fields.putArray("jobs_lost");
    finding.jobsLost().forEach(lost::add);
    Dates.put(fields, "first_seen_at", finding.life().firstSeen());
    Dates.put(fields, "last_seen_at", finding.life().lastSeen());
    finding.life().decision().ifPresent(decision -> decided(fields, decision));
    Documents.own(document, finding.id(), finding);
    return document;
  }
}
