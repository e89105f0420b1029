// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.AuditRequest;
import io.stillwatch.core.finding.Auditor;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.state.Configuration;
import io.stillwatch.core.state.Configuration.LostJobs;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Folds the configuration of a host: keeps track of its snapshots, has it audited when it changed,
/// when a daemon complained, and once a day, and applies the jobs and faults that the audit found.
public final class ConfigurationFold {
  private static final Duration AUDIT_EVERY = Duration.ofDays(1);

  private final Auditor auditor;
  private final Snapshots snapshots;

  public ConfigurationFold(Auditor auditor, Snapshots snapshots) {
    this.auditor = auditor;
    this.snapshots = snapshots;
  }

  /// Takes a snapshot; a configuration that says something else is audited there and then.
  Optional<Audited> add(HostDraft draft, HostConfig config) throws StoreException {
    draft.signs = draft.signs.snapshotAt(config.at());
    var known = draft.configuration.snapshots();
    var free = draft.configuration.free().with(config);
    if (config.at().isBefore(known.at())) return Optional.empty();
    var fingerprint = ConfigFingerprint.of(config);
    boolean same = fingerprint.equals(known.fingerprint());
    var previous = same ? known.previous() : known.newest();
    draft.configuration =
        draft.configuration.with(
            new Configuration.Snapshots(config.id(), previous, fingerprint, config.at()),
            config.platform(),
            free);
    return same ? Optional.empty() : Optional.of(audit(draft, config, config.at()));
  }

  /// What is to be audited again: of a host whose log gave a reason to, and once a day of one whose
  /// configuration is known, for facts grow old by themselves.
  Optional<HostConfig> due(HostDraft draft, Instant now) throws StoreException {
    var configuration = draft.configuration;
    boolean old =
        !configuration.snapshots().none()
            && !now.isBefore(configuration.audits().lastAt().plus(AUDIT_EVERY));
    if (!configuration.audits().due() && !old) return Optional.empty();
    var known = snapshots.find(configuration.snapshots().newest());
    return Optional.of(known.orElseGet(() -> unknown(draft)));
  }

  private static HostConfig unknown(HostDraft draft) {
    return new HostConfig(
        "",
        new SourceId("none"),
        draft.host(),
        Instant.EPOCH,
        draft.configuration.platform(),
        List.of(),
        new HostConfig.Accounts(List.of(), false),
        HostConfig.Disk.UNKNOWN);
  }

  Audited audit(HostDraft draft, HostConfig config, Instant at) throws StoreException {
    var configuration = draft.configuration;
    var previous = configuration.snapshots().previous();
    var before = previous.isEmpty() ? Optional.<HostConfig>empty() : snapshots.find(previous);
    var request =
        new AuditRequest(
            config,
            before,
            List.copyOf(configuration.complaints().values()),
            draft.commands.now().observed(),
            at);
    var audit = auditor.audit(request);
    var configured = new ConfiguredJobs(draft, config, at);
    var jobs = configured.apply(audit);
    var findings = audit.findings().stream().map(found -> under(jobs, found)).toList();
    draft.configuration =
        draft.configuration.auditedAt(
            at, jobs, lost(configuration.lost(), configured, findings, at));
    return new Audited(draft.host(), findings, at);
  }

  private static Finding under(Map<String, List<String>> jobs, Finding finding) {
    var lost =
        finding.jobsLost().stream()
            .flatMap(id -> jobs.getOrDefault(id, List.of(id)).stream())
            .distinct()
            .toList();
    return new Finding(
        finding.id(),
        finding.rule(),
        finding.severity(),
        finding.place(),
        finding.explanation(),
        lost,
        finding.confidence(),
        finding.life());
  }

  /// What keeps jobs from working, each since when it was known first.
  private static List<LostJobs> lost(
      List<LostJobs> known, ConfiguredJobs configured, List<Finding> findings, Instant at) {
    var lost = new ArrayList<>(configured.lost());
    for (var finding : findings) {
      if (finding.jobsLost().isEmpty() || !stopsJobs(finding, known, configured)) continue;
      var title = finding.explanation().title();
      lost.add(new LostJobs(finding.id(), finding.rule(), title, finding.jobsLost(), at));
    }
    return lost.stream().map(one -> sinceFirst(known, one)).toList();
  }

  /// A likely misspelling is as good as certain if what it suggests is what the line held while it
  /// ran; it stays so as long as the audit finds it.
  private static boolean stopsJobs(
      Finding finding, List<LostJobs> known, ConfiguredJobs configured) {
    if (finding.stopsJobs()) return true;
    if (finding.severity() != Finding.Severity.ERROR) return false;
    if (known.stream().anyMatch(one -> one.finding().equals(finding.id()))) return true;
    var suggestion = finding.explanation().suggestion();
    return !suggestion.isEmpty()
        && finding.jobsLost().stream()
            .map(configured.edited()::get)
            .anyMatch(before -> before != null && before.contains(suggestion));
  }

  private static LostJobs sinceFirst(List<LostJobs> known, LostJobs now) {
    return known.stream()
        .filter(old -> old.finding().equals(now.finding()) && old.jobs().equals(now.jobs()))
        .findFirst()
        .map(old -> new LostJobs(now.finding(), now.rule(), now.title(), now.jobs(), old.since()))
        .orElse(now);
  }
}
