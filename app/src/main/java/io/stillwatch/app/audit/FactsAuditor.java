// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.cloud.CloudAuditor;
import io.stillwatch.auditor.document.Tree;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Auditor;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.Location;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Audits hosts by their files, and AWS accounts and RDS instances by the documents of their facts.
///
/// A document stands in a configuration under a path that begins with `aws:`; a finding in it is at
/// that path and the place within, such as `aws:s3/logs/Lifecycle`.
public final class FactsAuditor implements Auditor {
  private static final Logger log = LoggerFactory.getLogger(FactsAuditor.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DOCUMENT = "aws:";

  private final Auditor hosts;

  public FactsAuditor(Auditor hosts) {
    this.hosts = hosts;
  }

  @Override
  public Audit audit(AuditRequest request) {
    var files = request.config().files();
    if (files.stream().noneMatch(file -> file.path().startsWith(DOCUMENT)))
      return hosts.audit(request);
    var host = request.config().host();
    return new Audit(
        List.of(),
        files.stream().flatMap(file -> findings(file, host, request.at())).distinct().toList());
  }

  private static Stream<Finding> findings(ConfigFile file, Host host, Instant at) {
    var tree = tree(file);
    var name = host.name() + "/" + file.path();
    return CloudAuditor.kind(tree).stream()
        .flatMap(kind -> CloudAuditor.audit(kind, tree, name, at).stream())
        .map(
            finding -> at(finding, new Location(host, file.path() + finding.place().path(), 0, 0)));
  }

  private static Tree tree(ConfigFile file) {
    try {
      return Tree.of(JSON.readValue(file.text(), Object.class));
    } catch (JsonProcessingException e) {
      log.atWarn()
          .addKeyValue("document", file.path())
          .setCause(e)
          .log("A document of facts is no JSON; it is not audited.");
      return Tree.EMPTY;
    }
  }

  private static Finding at(Finding finding, Location place) {
    return new Finding(
        finding.id(),
        finding.rule(),
        finding.severity(),
        place,
        finding.explanation(),
        finding.jobsLost(),
        finding.confidence(),
        finding.life());
  }
}
