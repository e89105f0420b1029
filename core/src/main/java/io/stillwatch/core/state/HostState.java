// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// All that the watch knows of one host: a fold of its evidence, stored as one document.
///
/// The size of a state is bounded by the number of jobs and files of the host, not by its age.
public record HostState(
    Host host,
    Instant since,
    EvidencePosition position,
    Configuration configuration,
    CommandLog commands,
    ListingState listings,
    HostSigns signs,
    Map<String, JobState> jobs) {
  public HostState {
    jobs = Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
  }

  /// A host of which nothing was seen before `since`.
  public static HostState found(Host host, Instant since, ZoneId zone) {
    return new HostState(
        host,
        since,
        EvidencePosition.START,
        Configuration.unknown(zone),
        CommandLog.EMPTY,
        ListingState.NONE,
        HostSigns.NONE,
        Map.of());
  }

  public HostState with(EvidencePosition changed) {
    return new HostState(host, since, changed, configuration, commands, listings, signs, jobs);
  }

  public HostState with(Configuration changed) {
    return new HostState(host, since, position, changed, commands, listings, signs, jobs);
  }

  public HostState with(HostSigns changed) {
    return new HostState(host, since, position, configuration, commands, listings, changed, jobs);
  }

  public HostState with(Map<String, JobState> changed) {
    return new HostState(host, since, position, configuration, commands, listings, signs, changed);
  }

  public ZoneId zone() {
    return configuration.platform().zone();
  }

  /// When the host must be looked at next, because a job is due, a run should have ended, or the
  /// end of a silence of cron will be known completely; [Instant#MAX] if never.
  public Instant nextLookAt() {
    var ofJobs = jobs.values().stream().map(JobState::nextLookAt);
    var ofRuns = commands.open().stream().flatMap(run -> run.mustEndBy().stream());
    var ofSilences = signs.cron().undecided().stream().map(Interval::until);
    var ofEnds = commands.waiting().stream().map(LogRecord::at);
    return Stream.of(ofJobs, ofRuns, ofSilences, ofEnds)
        .flatMap(Function.identity())
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
