// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the findings that explain a stoppage. Pure: each rule is one row of a test.
///
/// A fault is often detected together with the silence it causes, so a finding may be slightly
/// younger than the first miss; one that appeared much later explains nothing.
final class CauseLinker {
  private static final Duration NAMED_JOB_SLACK =
      Duration.ofDays(1); // audits run less often than jobs
  private static final Duration MIN_PERIOD = Duration.ofHours(1);
  private static final int MIN_NAME_LENGTH = 3;

  static final Comparator<Cause> STRONGEST_FIRST =
      Comparator.comparing((Cause cause) -> cause.finding().severity(), Comparator.reverseOrder())
          .thenComparing(Cause::link)
          .thenComparing(cause -> cause.finding().confidence(), Comparator.reverseOrder())
          .thenComparing(cause -> cause.finding().life().firstSeen())
          .thenComparing(cause -> cause.finding().rule())
          .thenComparing(cause -> cause.finding().id());

  private final SilentJobs silentJobs;

  CauseLinker(SilentJobs silentJobs) {
    this.silentJobs = silentJobs;
  }

  /// All findings that explain at least one of the stoppages, the strongest first.
  List<Cause> causes(Collection<Stoppage> stoppages, Collection<Finding> findings) {
    var causes = new ArrayList<Cause>();
    for (var finding : findings) {
      stoppages.stream()
          .flatMap(stoppage -> link(finding, stoppage).stream())
          .min(Comparator.naturalOrder())
          .ifPresent(link -> causes.add(new Cause(finding, link)));
    }
    causes.sort(STRONGEST_FIRST);
    return List.copyOf(causes);
  }

  Optional<CauseLink> link(Finding finding, Stoppage stoppage) {
    if (!finding.open() || finding.severity() == Finding.Severity.INFO) return Optional.empty();
    if (removes(finding, stoppage)) return Optional.of(CauseLink.REMOVES_JOB);
    // the audit knows which jobs are affected, and this is not one of them
    if (!finding.jobsLost().isEmpty() || !sameHost(finding, stoppage.job())) {
      return Optional.empty();
    }
    if (inTime(finding, stoppage, period(stoppage))) {
      if (inFile(finding, stoppage.job())) return Optional.of(CauseLink.SAME_FILE);
      if (aboutLog(finding, stoppage.job())) return Optional.of(CauseLink.SAME_LOG);
    }
    return tableRejected(finding, stoppage) ? Optional.of(CauseLink.GUESS) : Optional.empty();
  }

  private static boolean removes(Finding finding, Stoppage stoppage) {
    var job = stoppage.job();
    boolean named =
        finding.jobsLost().contains(job.id())
            || (!job.driver().isEmpty() && finding.jobsLost().contains(job.driver()));
    return named && inTime(finding, stoppage, longer(period(stoppage), NAMED_JOB_SLACK));
  }

  private boolean sameHost(Finding finding, Job job) {
    return withDriver(job).anyMatch(one -> one.host().equals(finding.place().host()));
  }

  private Stream<Job> withDriver(Job job) {
    return Stream.concat(Stream.of(job), silentJobs.driverOf(job).stream());
  }

  private boolean inFile(Finding finding, Job job) {
    return withDriver(job).anyMatch(one -> defines(finding, one));
  }

  /// A crontab line stands alone unless an error invalidates the whole file; a logrotate stanza
  /// spans many lines.
  private static boolean defines(Finding finding, Job job) {
    var place = finding.place();
    var definition = job.definition();
    if (!definition.configured() || !definition.path().equals(place.path())) return false;
    if (job.kind() != JobKind.CRON || finding.severity() == Finding.Severity.ERROR) return true;
    return place.line() == 0 || definition.line() == 0 || place.line() == definition.line();
  }

  /// About the log, a directory or file system above it, or the instance that writes it.
  private static boolean aboutLog(Finding finding, Job job) {
    if (job.kind() == JobKind.CRON || job.subject().isEmpty()) return false;
    var path = finding.place().path();
    if (path.equals(job.subject())) return true;
    if (finding.severity() != Finding.Severity.ERROR) return false;
    if (job.kind() == JobKind.RDS_LOG) return job.host().equals(finding.place().host());
    return path.startsWith("/") && job.subject().startsWith(path.endsWith("/") ? path : path + "/");
  }

  /// The daemon rejected a table that is not in our snapshots at the time this job went silent.
  private boolean tableRejected(Finding finding, Stoppage stoppage) {
    var job = stoppage.job();
    var root = silentJobs.driverOf(job).orElse(job);
    boolean elsewhere = root.kind() == JobKind.CRON && root.definition().configured();
    if (elsewhere || finding.severity() != Finding.Severity.ERROR) return false;
    if (!isCronTable(finding.place().path())) return false;
    var period = period(stoppage);
    var earliest = stoppage.firstMissed().minus(period.multipliedBy(2));
    if (finding.life().firstSeen().isBefore(earliest)) return false;
    return inTime(finding, stoppage, period)
        && (mentions(finding, job) || silentJobs.isOnlySilentGroupOfHost(job));
  }

  private static boolean isCronTable(String path) {
    return path.equals("/etc/crontab")
        || path.startsWith("/etc/cron.d/")
        || path.startsWith("/var/spool/cron");
  }

  private boolean mentions(Finding finding, Job job) {
    var path = finding.place().path();
    var base = path.substring(path.lastIndexOf('/') + 1);
    // the base name of a spool table is a user, and `crontab` names no job
    if (base.length() < MIN_NAME_LENGTH || !path.startsWith("/etc/cron.d/")) return false;
    return withDriver(job)
        .flatMap(one -> Stream.of(one.name(), one.definition().command(), one.subject()))
        .anyMatch(text -> text.contains(base));
  }

  private static boolean inTime(Finding finding, Stoppage stoppage, Duration slack) {
    Instant latest = stoppage.firstMissed().plus(slack);
    return !finding.life().firstSeen().isAfter(latest);
  }

  private static Duration period(Stoppage stoppage) {
    return longer(stoppage.job().schedule().period(), MIN_PERIOD);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
