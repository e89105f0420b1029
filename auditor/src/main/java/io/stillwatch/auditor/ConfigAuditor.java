// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.core.finding.Audit;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Auditor;
import java.util.List;
import java.util.function.UnaryOperator;

/// Audits crontabs and logrotate files against the facts of their host and what cron was seen to
/// do.
public final class ConfigAuditor implements Auditor {
  private final List<Rule> rules;

  public ConfigAuditor() {
    this(List.of());
  }

  /// With rules of one's own after the product's.
  public ConfigAuditor(List<Rule> custom) {
    this.rules = RuleBook.with(custom);
  }

  @Override
  public Audit audit(AuditRequest request) {
    return audit(request, UnaryOperator.identity());
  }

  /// As [#audit(AuditRequest)]; `shown` gives the path under which people know a file that is not
  /// where its daemon reads it, for remedies.
  public Audit audit(AuditRequest request, UnaryOperator<String> shown) {
    var host = new HostView(request);
    return new Audit(host.coreJobs(), RuleBook.findings(host, rules, shown));
  }

  /// The rules that stay silent on this host for want of facts: `CF05 not checked: needs ..`.
  public List<String> notChecked(AuditRequest request) {
    return RuleBook.notChecked(new HostView(request));
  }
}
