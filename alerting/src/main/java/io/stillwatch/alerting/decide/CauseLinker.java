// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the findings that explain a stoppage. Pure: each rule is one row of a test.
///
/// 1. A change that removed the job, or what starts it, or commented it out, is the cause.
/// 2. A finding that names the job, or what starts it, keeps it from running.
/// 3. A finding about the job's own crontab line, stanza or log may be the cause; one about another
///    line of its crontab is not.
/// 4. A table that the daemon rejected may be that of a job whose definition is not known.
/// 5. Any other change of the file that defines the job is shown beside, and explains nothing.
///
/// A fault is often detected together with the silence it causes, so a finding may be slightly
/// younger than the first miss; one that appeared much later explains nothing.
final class CauseLinker {
  /// An alert of thousands of jobs has a cause that its first ones share.
  static final int MOST_MEMBERS = 100;

  private static final Duration NAMED_JOB_SLACK =
      Duration.ofDays(1); // audits run less often than jobs
  private static final Duration MIN_PERIOD = Duration.ofHours(1);
  private static final int MIN_NAME_LENGTH = 3;
  private static final String CHANGED = "DR01";
  private static final String GONE = "CF14";

  static final Comparator<Cause> STRONGEST_FIRST =
      Comparator.comparing((Cause cause) -> cause.link().explains(), Comparator.reverseOrder())
          .thenComparing(CauseLinker::weight, Comparator.reverseOrder())
          .thenComparing(Cause::link)
          .thenComparing(cause -> cause.finding().severity(), Comparator.reverseOrder())
          .thenComparing(cause -> cause.finding().confidence(), Comparator.reverseOrder())
          .thenComparing(cause -> cause.finding().life().firstSeen())
          .thenComparing(cause -> cause.finding().rule())
          .thenComparing(cause -> cause.finding().id());

  private final SilentJobs silentJobs;
  private final Map<String, List<Finding>> byJob = new HashMap<>();
  private final Map<Host, List<Finding>> byHost = new HashMap<>();

  /// The same stoppage is asked about as it is placed, and with the other members of its alert.
  private final IdentityHashMap<Stoppage, List<Cause>> linked = new IdentityHashMap<>();

  CauseLinker(SilentJobs silentJobs, Collection<Finding> findings) {
    this.silentJobs = silentJobs;
    for (var finding : findings) {
      for (var job : finding.jobsLost()) list(byJob, job).add(finding);
      if (finding.jobsLost().isEmpty()) list(byHost, finding.place().host()).add(finding);
    }
  }

  private static <K> List<Finding> list(Map<K, List<Finding>> lists, K key) {
    return lists.computeIfAbsent(key, _ -> new ArrayList<>());
  }

  /// What takes a job away weighs as much as an error, although a change alone is none.
  private static Finding.Severity weight(Cause cause) {
    return cause.link() == CauseLink.JOB_REMOVED
        ? Finding.Severity.ERROR
        : cause.finding().severity();
  }

  /// All findings that are linked to at least one of the stoppages, the strongest first.
  List<Cause> causes(Collection<Stoppage> stoppages) {
    var causes = new LinkedHashMap<String, Cause>();
    for (var stoppage : stoppages) {
      for (var cause : linked.computeIfAbsent(stoppage, this::linked))
        causes.merge(cause.finding().id(), cause, CauseLinker::stronger);
    }
    return causes.values().stream().sorted(STRONGEST_FIRST).toList();
  }

  private List<Cause> linked(Stoppage stoppage) {
    var found = new ArrayList<Cause>();
    for (var finding : candidates(stoppage.job()))
      link(finding, stoppage).ifPresent(link -> found.add(new Cause(finding, link)));
    return found;
  }

  private static Cause stronger(Cause one, Cause other) {
    return other.link().compareTo(one.link()) < 0 ? other : one;
  }

  /// The only findings that can be linked: those that name the job or its driver, and those of
  /// their hosts that name no job.
  private List<Finding> candidates(Job job) {
    var candidates = new ArrayList<Finding>();
    candidates.addAll(byJob.getOrDefault(job.id(), List.of()));
    candidates.addAll(byJob.getOrDefault(job.driver(), List.of()));
    withDriver(job).stream()
        .map(Job::host)
        .distinct()
        .forEach(host -> candidates.addAll(byHost.getOrDefault(host, List.of())));
    return candidates;
  }

  Optional<CauseLink> link(Finding finding, Stoppage stoppage) {
    if (!finding.open()) return Optional.empty();
    if (removed(finding, stoppage)) return Optional.of(CauseLink.JOB_REMOVED);
    if (finding.severity() == Finding.Severity.INFO) {
      return beside(finding, stoppage) ? Optional.of(CauseLink.BESIDE) : Optional.empty();
    }
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

  /// A run after the change was found shows that the change did not stop the job.
  private boolean removed(Finding finding, Stoppage stoppage) {
    boolean change = finding.rule().equals(CHANGED) || finding.rule().equals(GONE);
    return change
        && inTime(finding, stoppage, Durations.longer(period(stoppage), NAMED_JOB_SLACK))
        && !stoppage.lastSeen().isAfter(finding.life().firstSeen())
        && withDriver(stoppage.job()).stream().anyMatch(job -> takesAway(finding, job));
  }

  private static boolean takesAway(Finding finding, Job job) {
    var command = job.definition().command().strip();
    var place = finding.place();
    boolean sameFile =
        place.host().equals(job.host()) && place.path().equals(job.definition().path());
    if (!sameFile || command.isEmpty()) return false;
    if (finding.rule().equals(GONE)) return names(finding, command);
    boolean itsLine = place.line() == 0 || place.line() == job.definition().line();
    var evidence = finding.explanation().evidence();
    return itsLine
        && evidence.lines().anyMatch(line -> line.startsWith("- ") && line.contains(command))
        && evidence.lines().noneMatch(line -> keeps(line, command));
  }

  private static boolean names(Finding finding, String command) {
    return finding.explanation().title().contains(command)
        || finding.explanation().evidence().contains(command);
  }

  /// Whether a line of the newer file still runs the command.
  private static boolean keeps(String line, String command) {
    return line.startsWith("+ ")
        && !line.substring(2).stripLeading().startsWith("#")
        && line.contains(command);
  }

  private boolean beside(Finding finding, Stoppage stoppage) {
    return finding.rule().equals(CHANGED)
        && inTime(finding, stoppage, period(stoppage))
        && !finding.life().firstSeen().plus(NAMED_JOB_SLACK).isBefore(stoppage.lastSeen())
        && withDriver(stoppage.job()).stream()
            .anyMatch(job ->
                job.definition().configured()
                    && job.host().equals(finding.place().host())
                    && job.definition().path().equals(finding.place().path()));
  }

  private static boolean removes(Finding finding, Stoppage stoppage) {
    var job = stoppage.job();
    boolean named =
        finding.jobsLost().contains(job.id())
            || (!job.driver().isEmpty() && finding.jobsLost().contains(job.driver()));
    return named && inTime(finding, stoppage, Durations.longer(period(stoppage), NAMED_JOB_SLACK));
  }

  private boolean sameHost(Finding finding, Job job) {
    return withDriver(job).stream().anyMatch(one -> one.host().equals(finding.place().host()));
  }

  private List<Job> withDriver(Job job) {
    return silentJobs.driverOf(job).map(driver -> List.of(job, driver)).orElse(List.of(job));
  }

  private boolean inFile(Finding finding, Job job) {
    return withDriver(job).stream().anyMatch(one -> defines(finding, one));
  }

  /// A crontab line stands alone: what an error on another line does to it is for the audit to say,
  /// by naming the jobs. A logrotate stanza spans many lines.
  private static boolean defines(Finding finding, Job job) {
    var place = finding.place();
    var definition = job.definition();
    if (!definition.configured() || !definition.path().equals(place.path())) return false;
    if (job.kind().rotates()) return true;
    return place.line() == 0 || definition.line() == 0 || place.line() == definition.line();
  }

  /// About the log, a directory or file system above it, or the instance that writes it.
  private static boolean aboutLog(Finding finding, Job job) {
    if (!job.kind().rotates() || job.subject().isEmpty()) return false;
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
    boolean elsewhere = root.kind() == JobKind.SCHEDULED_COMMAND && root.definition().configured();
    if (elsewhere || job.kind().standsForMany() || finding.severity() != Finding.Severity.ERROR)
      return false;
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
    return withDriver(job).stream()
        .flatMap(one -> Stream.of(one.name(), one.definition().command(), one.subject()))
        .anyMatch(text -> text.contains(base));
  }

  private static boolean inTime(Finding finding, Stoppage stoppage, Duration slack) {
    Instant latest = stoppage.firstMissed().plus(slack);
    return !finding.life().firstSeen().isAfter(latest);
  }

  private static Duration period(Stoppage stoppage) {
    return Durations.longer(stoppage.job().schedule().period(), MIN_PERIOD);
  }
}
