// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.feedback.WrongCauses;
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
/// 3. A change of the job's own line, command, script, account or permissions, or of those of what
///    starts it, between its last good run and its first miss is a possible cause.
/// 4. A finding about the job's own crontab line, stanza or log may be the cause; one about another
///    line of its crontab is not.
/// 5. A table that the daemon rejected may be that of a job whose definition is not known.
/// 6. What people called the wrong cause of the job before is ranked behind all others.
/// 7. Any other change of the file that defines the job is shown beside, and explains nothing.
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

  private final WrongCauses wrong;

  CauseLinker(SilentJobs silentJobs, Collection<Finding> findings) {
    this(silentJobs, findings, WrongCauses.NONE);
  }

  CauseLinker(SilentJobs silentJobs, Collection<Finding> findings, WrongCauses wrong) {
    this.silentJobs = silentJobs;
    this.wrong = wrong;
    for (var finding : findings) {
      for (var job : finding.jobsLost()) list(byJob, job).add(finding);
      if (finding.jobsLost().isEmpty()) list(byHost, finding.place().host()).add(finding);
    }
  }

  private static <K> List<Finding> list(Map<K, List<Finding>> lists, K key) {
    return lists.computeIfAbsent(key, _ -> new ArrayList<>());
  }

  /// A change alone is not a fault. One that takes a job away weighs as much as an error, one of
  /// the job itself as much as a warning: it comes before a warning that the job ran with.
  private static Finding.Severity weight(Cause cause) {
    return switch (cause.link()) {
      case JOB_REMOVED -> Finding.Severity.ERROR;
      case CHANGED_JOB -> Finding.Severity.WARNING;
      case DOUBTED -> Finding.Severity.INFO;
      case REMOVES_JOB, SAME_FILE, SAME_LOG, GUESS, BESIDE -> cause.finding().severity();
    };
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

  /// What was called the wrong cause of one job may still explain another.
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

  /// What people called the wrong cause before comes after all other causes.
  Optional<CauseLink> link(Finding finding, Stoppage stoppage) {
    var link = linkByRules(finding, stoppage);
    boolean doubted =
        wrong.contains(finding.rule(), stoppage.job().id())
            && link.filter(CauseLink::explains).isPresent();
    return doubted ? Optional.of(CauseLink.DOUBTED) : link;
  }

  private Optional<CauseLink> linkByRules(Finding finding, Stoppage stoppage) {
    var change = ConfigChange.of(finding);
    if (change.filter(one -> removed(one, stoppage)).isPresent())
      return Optional.of(CauseLink.JOB_REMOVED);
    var plain = change.filter(ConfigChange::plain);
    if (plain.isPresent()) return changed(plain.get(), stoppage);
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

  /// A run after the change was found shows that the change did not stop the job.
  private boolean removed(ConfigChange change, Stoppage stoppage) {
    var finding = change.finding();
    return finding.open()
        && inTime(finding, stoppage, Durations.longer(period(stoppage), NAMED_JOB_SLACK))
        && !stoppage.lastSeen().isAfter(finding.life().firstSeen())
        && withDriver(stoppage.job()).stream().anyMatch(change::takesAway);
  }

  /// The link of a change that is not a fault by itself.
  private Optional<CauseLink> changed(ConfigChange change, Stoppage stoppage) {
    var jobs = withDriver(stoppage.job());
    if (change.between(stoppage) && jobs.stream().anyMatch(change::touches))
      return Optional.of(CauseLink.CHANGED_JOB);
    var finding = change.finding();
    boolean beside =
        finding.open()
            && inTime(finding, stoppage, period(stoppage))
            && !finding.life().firstSeen().plus(NAMED_JOB_SLACK).isBefore(stoppage.lastSeen())
            && jobs.stream().anyMatch(change::inFileOf);
    return beside ? Optional.of(CauseLink.BESIDE) : Optional.empty();
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
