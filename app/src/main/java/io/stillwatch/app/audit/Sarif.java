// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Finding.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;

/// Findings as SARIF 2.1.0 (OASIS), as code scanners read it; its schema allows no relative
/// addresses of pages.
record Sarif(List<Finding> findings, List<Card> cards, RuleLinks links) {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String FALLBACK_VERSION = "0.1.0";

  ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode().put("version", "2.1.0").put("$schema", SCHEMA);
    var run = json.putArray("runs").addObject();
    var driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Stillwatch").put("semanticVersion", version());
    if (links.published()) driver.put("informationUri", links.page());
    rules(driver.putArray("rules"));
    var results = run.putArray("results");
    findings.forEach(f -> result(f, results.addObject()));
    return json;
  }

  /// As the archive says it.
  private static String version() {
    var written = Sarif.class.getPackage().getImplementationVersion();
    return written == null ? FALLBACK_VERSION : written.replace("-SNAPSHOT", "");
  }

  private void rules(ArrayNode rules) {
    var used = new HashSet<>(findings.stream().map(Finding::rule).toList());
    for (var card : cards) {
      if (!used.remove(card.id())) continue; // of two cards of one rule the first
      var rule = rules.addObject().put("id", card.id());
      rule.putObject("shortDescription").put("text", card.says());
      rule.putObject("defaultConfiguration").put("level", level(card.severity()));
      links
          .of(card.id())
          .filter(_ -> links.published())
          .ifPresent(link -> rule.put("helpUri", link));
      if (card.bad().isEmpty()) continue;
      rule.putObject("help").put("text", "Bad:\n" + card.bad() + "\nGood:\n" + card.good());
    }
  }

  private static void result(Finding f, ObjectNode result) {
    result.put("ruleId", f.rule()).put("level", level(f.severity()));
    result.putObject("message").put("text", AuditReport.message(f));
    result.putObject("partialFingerprints").put("stillwatch/v1", f.id());
    var location = result.putArray("locations").addObject().putObject("physicalLocation");
    location.putObject("artifactLocation").put("uri", uri(f.place().path()));
    location
        .putObject("region")
        .put("startLine", Math.max(1, f.place().line()))
        .put("startColumn", Math.max(1, f.place().column()));
  }

  /// A relative or absolute path with blanks and other characters encoded.
  private static String uri(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      return path;
    }
  }

  private static String level(Severity severity) {
    return severity == Severity.INFO ? "note" : AuditReport.word(severity);
  }
}
