// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.indexer.document.Changes;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One document for each finding, and one more for each change.
final class ElasticFindings implements FindingStore {
  private static final String STATUS = "finding.status";

  private final CurrentStateDocuments current;
  private final Searches searches;
  private final Changes changes;

  ElasticFindings(CurrentStateDocuments current, Searches searches, Changes changes) {
    this.current = current;
    this.searches = searches;
    this.changes = changes;
  }

  @Override
  public List<Versioned<Finding>> ofHosts(Collection<Host> hosts) throws StoreException {
    var findings = new ArrayList<Versioned<Finding>>();
    for (var some : Searches.terms("host.name", hosts.stream().map(Host::name).toList())) {
      findings.addAll(matching(some));
    }
    // An RDS instance may have the name of a server.
    var wanted = Set.copyOf(hosts);
    findings.removeIf(finding -> !wanted.contains(finding.value().place().host()));
    return findings;
  }

  @Override
  public List<Versioned<Finding>> expired(Instant now) throws StoreException {
    var over = Json.object();
    over.putObject("range").putObject("finding.decided_until").put("lte", now.toString());
    return matching(over).stream().filter(one -> one.value().life().expired(now)).toList();
  }

  private List<Versioned<Finding>> matching(ObjectNode query) throws StoreException {
    return current.versions(
        searches.all(IndexNames.FINDINGS, query, "stillwatch.id"), Finding.class);
  }

  @Override
  public Page page(FindingFilter filter, String after, int size) throws StoreException {
    var parts = new ArrayList<JsonNode>();
    filter.status().ifPresent(status -> parts.add(Searches.term(STATUS, status.name())));
    if (!filter.rule().isEmpty()) parts.add(Searches.term("rule.id", filter.rule()));
    if (!filter.host().isEmpty()) parts.add(Searches.term("host.name", filter.host()));
    var query = Searches.allOf(parts.toArray(JsonNode[]::new));
    var page =
        searches.page(IndexNames.FINDINGS, query, SortOrder.by("stillwatch.id"), after, size);
    return new Page(current.versions(page.hits(), Finding.class), page.next());
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

  private static void decided(ObjectNode fields, FindingLifecycle.Decision decision) {
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
