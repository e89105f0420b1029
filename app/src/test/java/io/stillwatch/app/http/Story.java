// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Contribution;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.HabitPattern.DayRule;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.Days;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.plan.MaintenanceWindow;
import io.stillwatch.core.plan.Recurrence;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.IndexSizes;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.RunStore;
import io.stillwatch.core.store.SavedViews;
import io.stillwatch.core.store.SeriesStore;
import io.stillwatch.core.store.ServiceMessageStore;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreChanges;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.text.Glob;
import io.stillwatch.ui.ports.Administration;
import io.stillwatch.ui.ports.Backlog;
import io.stillwatch.ui.ports.Collecting;
import io.stillwatch.ui.ports.Detecting;
import io.stillwatch.ui.ports.Feedback;
import io.stillwatch.ui.ports.Present;
import io.stillwatch.ui.ports.Refused;
import io.stillwatch.ui.ports.Routing;
import io.stillwatch.ui.ports.Searching;
import io.stillwatch.ui.ports.Storage;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.ports.UiSettings;
import java.lang.reflect.Proxy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/// Sixty days of a fleet in which a typo in a crontab stops the rotation of three RDS logs on day
/// 45, while a backup fails, a report is late and one host cannot be seen.
final class Story {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  static final Instant START = NOW.minus(Duration.ofDays(60));
  static final Instant TYPO = Instant.parse("2026-11-07T13:12:00Z");
  static final String ALERT = "SW-7K2Q";
  static final String ODD_ALERT = "SW-3F8D";

  final InMemoryStores stores = InMemoryStores.empty();
  private static final String SLOW_QUERIES = "rds-orders-mysql-slowquery";

  final TrainingStore training = InMemoryStores.training();
  final FixtureSearch search = new FixtureSearch();
  final SavedViews views = InMemoryStores.savedViews();
  private final Random random = new Random(7);
  private Backlog backlog = Backlog.NONE;
  private Refused refused = Refused.NOTHING;
  private final Job flush;
  private final List<Job> stopped = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private final Map<String, Stoppage> stopping = new HashMap<>();
  private Instant judgedUntil = Instant.MIN;

  private Story() throws StoreException {
    flush = cron("ops-1", "Rotate RDS logs", 2, 0, "dba", "/usr/local/bin/rotate-rds-logs");
  }

  private static final Storage STORAGE =
      new Storage(
          List.of(
              new IndexSizes.Family("alerts", 3, 48_000, Instant.MIN),
              new IndexSizes.Family(
                  "logs", 1_204_331, 412_000_000, Instant.parse("2026-10-01T00:00:00Z"))),
          Map.of("logs", 30));

  /// Each Saturday night on the database servers, and one holiday of everything.
  private static final List<MaintenanceWindow> WINDOWS =
      List.of(
          new MaintenanceWindow(
              "database patches",
              MaintenanceWindow.Kind.MAINTENANCE,
              new JobMatch(new Glob("db-*"), Glob.ANY, Optional.empty()),
              new Recurrence.Repeated(
                  List.of(new Days.Weekly(DayOfWeek.SATURDAY)),
                  LocalTime.of(22, 0),
                  Duration.ofHours(8),
                  BERLIN)),
          new MaintenanceWindow(
              "national holidays",
              MaintenanceWindow.Kind.HOLIDAY,
              new JobMatch(new Glob("db-*"), Glob.ANY, Optional.empty()),
              new Recurrence.Once(
                  LocalDate.of(2026, 11, 18).atStartOfDay(),
                  LocalDate.of(2026, 11, 19).atStartOfDay(),
                  BERLIN)));

  /// What people say of one job.
  private static final JobNote NOTE =
      new JobNote(
          "Billing dump",
          "team-payments",
          "https://runbooks.example.org/billing",
          Optional.of(JobNote.Importance.CRITICAL),
          Optional.of(Duration.ofMinutes(30)),
          Optional.of(Duration.ofHours(2)));

  static Story empty() throws StoreException {
    return new Story();
  }

  /// `servers` hosts with five jobs each beside those of the story.
  static Story told(int servers) throws StoreException {
    var story = new Story();
    story.training.state(trained());
    story.stoppage();
    story.growth();
    story.usual(servers);
    story.troubles();
    story.statuses();
    story.slowQueries();
    story.judgedUntil = NOW.minusSeconds(120);
    return story;
  }

  /// Two records of three lines each.
  private void slowQueries() {
    for (int hour : new int[] {9, 10}) {
      var at = NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(24 - hour));
      var lines = List.of("# Time: " + at, "# Query_time: 12.4", "SELECT * FROM orders");
      search.record("slow-mysql", "ERROR", at, lines);
    }
  }

  /// The log that is not rotated grew by much more than expected, six hours ago.
  private void growth() throws StoreException {
    var now = NOW.truncatedTo(ChronoUnit.HOURS);
    var hours = new ArrayList<ScoredHour>();
    for (int back = 72; back > 0; back--) {
      boolean odd = back == 6 || back == 5;
      double bytes = (odd ? 310.0 : 20 + back % 10) * (1 << 20);
      hours.add(
          new ScoredHour(
              SLOW_QUERIES,
              ScoredHour.Kind.GROWTH,
              new FollowedHour(
                  now.minus(Duration.ofHours(back)),
                  odd ? 84 : 0,
                  bytes,
                  26.0 * (1 << 20),
                  12.0 * (1 << 20),
                  48.0 * (1 << 20))));
    }
    stores.outcomes().series().putHours(hours);
  }

  /// The autoencoder alone opened an alert about one job, and the budget held back the alarm of
  /// another.
  Story unusual() throws StoreException {
    var backup = ofName("Backup");
    var clean = ofName("Clean sessions");
    var since = NOW.minus(Duration.ofHours(30));
    odd(backup, since, 84);
    odd(clean, since, 78);
    var held = new JobStatus.HeldAlarm(since.plusSeconds(10_800), 78, 75, 31, 30);
    scored(backup, new JobStatus.Scoring(84, 75, Optional.empty()));
    scored(clean, new JobStatus.Scoring(78, 75, Optional.of(held)));
    var stoppage =
        new Stoppage(
            backup,
            since,
            since.minus(Duration.ofHours(5)),
            1,
            84,
            Growth.UNKNOWN,
            List.of(
                "runs in the last period over usual: 9.00, expected 1.00",
                "the pattern of the last runs is far from normal: 9 periods since the last run,"
                    + " usually 0.6"),
            List.of(),
            new Stoppage.Origin(backup.group(), Stoppage.Basis.SEQUENCE, 84));
    stores
        .alerts()
        .save(
            new Alert(
                ODD_ALERT,
                backup.group(),
                Alert.State.FIRING,
                List.of(stoppage),
                List.of(),
                new Alert.Times(since, since.plusSeconds(10_860), Optional.empty()),
                Alert.Handling.NONE,
                List.of()),
            Versioned.Version.NEW);
    return this;
  }

  private Job ofName(String name) {
    return jobs.stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
  }

  private void odd(Job job, Instant since, double peak) throws StoreException {
    var anomalies = new ArrayList<Anomaly>();
    for (int i = 0; i < 10; i++) {
      var at = since.plus(Duration.ofHours(3L * i));
      double score = i == 0 ? 40 : Math.max(60, peak - 2 * Math.abs(i - 4));
      var parts = List.of(new Contribution("runs in the last period over usual", 9, 1, 0.9));
      var found = new Reconstruction("lstm-ae-7", Symptom.RHYTHM, score / 300, 0.094, parts);
      anomalies.add(new Anomaly(job.id(), at, since, score, found));
    }
    stores.outcomes().anomalies().putAnomalies(anomalies);
  }

  private void scored(Job job, JobStatus.Scoring scoring) throws StoreException {
    var known = stores.outcomes().statuses().find(List.of(job.id())).getFirst();
    stores
        .outcomes()
        .statuses()
        .put(
            List.of(
                new JobStatus(
                    known.job(),
                    known.health(),
                    known.timing(),
                    known.lastVerdict(),
                    scoring,
                    known.stoppage(),
                    known.predicted(),
                    known.retirement(),
                    known.note())));
  }

  private static final Routing ROUTING = new Routing(List.of("default"), _ -> {});

  /// The ports of a program whose stores do not answer.
  static UiPorts broken() throws StoreException {
    return failing("Elasticsearch at 127.0.0.1:9200 does not answer");
  }

  /// The ports of a program whose stores fail with this message.
  static UiPorts failing(String message) throws StoreException {
    var fine = new Story().ports();
    return new UiPorts(
        new Outcomes(
            refusing(JobStatusStore.class, message),
            refusing(RunStore.class, message),
            refusing(VerdictStore.class, message),
            refusing(AnomalyStore.class, message),
            refusing(SizeStore.class, message),
            refusing(SeriesStore.class, message)),
        refusing(AlertStore.class, message),
        Routing.NONE,
        refusing(FindingStore.class, message),
        new Collecting(
            refusing(SourceStore.class, message),
            refusing(Gaps.class, message),
            fine.collecting().backlog(),
            fine.collecting().refused(),
            () -> {
              throw new StoreException(message + " (storage).");
            }),
        new Detecting(
            refusing(TrainingStore.class, message),
            () -> Instant.MIN,
            new Feedback(refusing(LabelStore.class, message), 30),
            fine.detecting().maintenance()),
        new Searching(refusing(LogSearch.class, message), refusing(SavedViews.class, message)),
        new Present(fine.clock(), refusing(StoreChanges.class, message), SelfCheck.NONE),
        fine.settings());
  }

  private static <T> T refusing(Class<T> port, String message) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              if (method.getName().equals("fields")) return LogFields.UNKNOWN; // reads no store
              if (method.getReturnType().equals(ServiceMessageStore.class))
                return refusing(ServiceMessageStore.class, message);
              throw new StoreException(message + " (" + method.getName() + ").");
            }));
  }

  /// A model of six hours ago, one that was refused, and a training that failed.
  private static TrainingState trained() {
    var losses = new ArrayList<TrainingCourse.Epoch>();
    for (int epoch = 1; epoch <= 22; epoch++) {
      losses.add(new TrainingCourse.Epoch(0.6 / epoch + 0.010, 0.65 / epoch + 0.012));
    }
    var course =
        new TrainingCourse(
            31, 22, 0.0415, losses, 42, "All epochs are done.", Duration.ofSeconds(97));
    var at = NOW.minus(Duration.ofHours(6));
    var card = new ModelCard("000007-20261122T030000", at, START, at, 14_210, 0.094, course);
    var used =
        new TrainingAttempt(
            at, Duration.ofSeconds(97), TrainingAttempt.Result.IN_USE, card.id(), course.ended());
    var refused =
        new TrainingAttempt(
            at.minus(Duration.ofDays(1)),
            Duration.ofSeconds(88),
            TrainingAttempt.Result.REFUSED,
            "000007-20261121T030000",
            "It is worse than the model in use: its loss on the held-back windows is 0.0510, that"
                + " of 000006-20261120T030000 0.0432.");
    var failed =
        new TrainingAttempt(
            at.minus(Duration.ofDays(2)),
            Duration.ofSeconds(3),
            TrainingAttempt.Result.FAILED,
            "",
            "Model 000007-20261120T030000 was not saved in /var/lib/stillwatch/models (No space"
                + " left on device); free some space or allow writing there.");
    return new TrainingState(
        Optional.of(card),
        Optional.empty(),
        List.of(used, refused, failed),
        Optional.of(new TrainingState.Survey(at, START, 48, 46, 4, at.plus(Duration.ofDays(1)))),
        Instant.EPOCH,
        new Models(
            List.of(
                new Models.Kept(card, false),
                new Models.Kept(earlier("000007-20261121T030000", card, 1), true),
                new Models.Kept(earlier("000006-20261120T030000", card, 2), false)),
            List.of()));
  }

  private static ModelCard earlier(String id, ModelCard card, int days) {
    var at = card.trainedAt().minus(Duration.ofDays(days));
    return new ModelCard(id, at, START, at, card.windows(), card.threshold(), card.course());
  }

  private static final Administration ADMINISTRATION =
      new Administration(
          List.of(
              new Administration.Setting("elasticsearch.url", "https://es.example.org:9243"),
              new Administration.Setting("retention.logs", "30"),
              new Administration.Setting("alerts.topicArn", "")),
          () -> List.of(new Administration.Setting("Java", "25")));

  UiPorts ports() {
    return new UiPorts(
        stores.outcomes(),
        stores.alerts(),
        ROUTING,
        stores.findings(),
        new Collecting(
            stores.sources(), stores.gaps(), () -> backlog, () -> refused, () -> STORAGE),
        new Detecting(
            training, () -> judgedUntil, new Feedback(stores.labels(), 30), () -> WINDOWS),
        new Searching(search, views),
        new Present(() -> NOW, this::changes, SelfCheck.NONE),
        new UiSettings(BERLIN, true, Duration.ofHours(1), "127.0.0.1", ADMINISTRATION));
  }

  /// A number for the alerts, and one for the training, that changes with them.
  private Map<String, Long> changes() throws StoreException {
    return Map.of(
        "alerts",
        (long) stores.alerts().between(START, NOW.plus(Duration.ofDays(1)), 1_000).hashCode(),
        "state",
        (long) Objects.hash(training.state(), training.requests()));
  }

  private void stoppage() throws StoreException {
    jobs.add(flush);
    runs(flush, START, TYPO);
    misses(flush, TYPO, NOW);
    for (var family : List.of("slowquery", "general", "error")) {
      var job =
          new Job(
              "rds-orders-mysql-" + family,
              JobKind.RDS_LOG,
              family + " log rotation",
              Host.rds("orders-mysql"),
              habit(2 * 60 + 1),
              Definition.LEARNED,
              family + "/mysql-" + family + ".log",
              flush.id());
      stopped.add(job);
      jobs.add(job);
      runs(job, START, TYPO);
      misses(job, TYPO, NOW);
      sizes(job, family.equals("slowquery") ? 640_000_000L : 90_000_000L, TYPO);
      scores(job);
    }
    alert();
    source("rds:orders-mysql", Host.rds("orders-mysql"), NOW.minusSeconds(140), "");
  }

  private void alert() throws StoreException {
    var place = new Location(Host.server("ops-1"), "/etc/cron.d/rds-logs", 4, 21);
    var finding =
        new Finding(
            "F-311",
            "CM03",
            Finding.Severity.ERROR,
            place,
            new Explanation(
                "cron starts a command that does not exist",
                "0 2 * * *  dba      /usr/local/bin/rotate-rds-lgos --instance orders-mysql",
                "sudo sed -i '4s#rotate-rds-lgos#rotate-rds-logs#' /etc/cron.d/rds-logs",
                "rotate-rds-logs"),
            List.of(flush.id()),
            Confidence.CERTAIN,
            new FindingLifecycle(TYPO, NOW, FindingLifecycle.Status.OPEN));
    var denied =
        new Finding(
            "F-312",
            "IA02",
            Finding.Severity.WARNING,
            new Location(Host.rds("orders-mysql"), "arn:aws:iam::123456789012:role/rotate", 0, 0),
            new Explanation(
                "The role may not call rds:RebootDBInstance",
                "\"Action\": [\"rds:DescribeDBLogFiles\"]",
                "Add rds:ModifyDBInstance to the policy rotate-logs.",
                ""),
            List.of(),
            Confidence.POSSIBLE,
            new FindingLifecycle(
                TYPO.minus(Duration.ofDays(30)), NOW, FindingLifecycle.Status.OPEN));
    stores.findings().save(finding, Versioned.Version.NEW);
    stores.findings().save(denied, Versioned.Version.NEW);
    var firstMiss = Instant.parse("2026-11-08T01:00:00Z");
    var lastSeen = stores.outcomes().runs().runs(flush.id(), START, TYPO).getLast().at();
    var stoppages = new ArrayList<Stoppage>();
    stoppages.add(
        new Stoppage(
            flush,
            firstMiss,
            lastSeen,
            15,
            96,
            Growth.UNKNOWN,
            List.of("15 of 15 expected runs are missing.", "cron logged no start since Nov 7."),
            List.of(),
            new Stoppage.Origin(flush.id(), Stoppage.Basis.SCHEDULE_AND_SEQUENCE, 91)));
    for (var job : stopped) {
      stoppages.add(
          new Stoppage(
              job,
              firstMiss.plusSeconds(60),
              lastSeen.plusSeconds(61),
              15,
              92,
              new Growth(9_640_000_000L, 641_000_000, NOW.plus(Duration.ofHours(123))),
              List.of("The log was not rotated for 15 days.")));
    }
    stoppages.forEach(stoppage -> stopping.put(stoppage.job().id(), stoppage));
    var notification = firing(firstMiss);
    var alert =
        new Alert(
            ALERT,
            flush.id(),
            Alert.State.FIRING,
            stoppages,
            List.of(
                new Cause(finding, CauseLink.REMOVES_JOB), new Cause(denied, CauseLink.SAME_LOG)),
            new Alert.Times(firstMiss, firstMiss.plusSeconds(960), Optional.empty()),
            Alert.Handling.NONE,
            List.of(notification));
    stores.alerts().save(alert, Versioned.Version.NEW);
    stores.alerts().record(notification);
  }

  private Notification firing(Instant firstMiss) {
    var email =
        """
        Rotation of RDS logs STOPPED on ops-1
        rotate-rds-logs has not run for 15 days 7 hours.

          Expected   daily at 02:00 Europe/Berlin (/etc/cron.d/rds-logs:4)
          Last seen  Sat 2026-11-07 02:00:04 +01:00
          Missed     15 runs    Score 96 of 100 (critical)

        WHY  (certain, finding F-311)
          /etc/cron.d/rds-logs:4  /usr/local/bin/rotate-rds-lgos
                                  ^ no such file - did you mean rotate-rds-logs?

        WHAT TO DO
          1. sudo sed -i '4s#rotate-rds-lgos#rotate-rds-logs#' /etc/cron.d/rds-logs
        """;
    return new Notification(
        "N-1",
        ALERT,
        Notification.Kind.FIRING,
        1,
        firstMiss.plusSeconds(960),
        new Message(
            "[Stillwatch] CRITICAL rotation stopped: Rotate RDS logs on ops-1 (" + ALERT + ")",
            email,
            "STILLWATCH CRIT ops-1: no rotation since Nov 7. Cause: typo in cron.d/rds-logs L4.",
            "{\"version\":\"1\",\"id\":\"" + ALERT + "\",\"status\":\"firing\",\"score\":96}",
            Map.of("severity", "critical")),
        new Delivery(
            Delivery.State.SENT, 1, "7c1d9c1e-2f0b-5a55-9b8f-c5e04a1b6f0d", "", Instant.EPOCH));
  }

  private void usual(int servers) throws StoreException {
    for (int i = 1; i <= servers; i++) {
      var host = "web-" + i;
      for (var job :
          List.of(
              cron(host, "Backup", 1, i % 60, "root", "/usr/local/bin/backup --all"),
              cron(host, "Clean sessions", 4, (i * 7) % 60, "www-data", "/usr/bin/clean-sessions"),
              rotation(host, "/var/log/nginx/access.log"),
              rotation(host, "/var/log/syslog"),
              hourly(host, "Collect metrics", i % 60))) {
        jobs.add(job);
        runs(job, START, NOW);
        if (job.kind() == JobKind.LOG_ROTATION) sizes(job, 12_000_000L + i * 900_000L, NOW);
      }
      source("file:" + host + ":/var/log/cron.log", Host.server(host), NOW.minusSeconds(60), "");
    }
  }

  private void troubles() throws StoreException {
    var yesterday = NOW.minus(Duration.ofDays(1));
    search.line(
        "edge-3",
        "cron.syslog",
        "config-error",
        yesterday,
        "crond[812]: (root) BAD MINUTE (/etc/crontab)");
    var failed = cron("db-1", "Dump billing", 3, 30, "postgres", "/usr/local/bin/dump-billing");
    var late = cron("db-1", "Nightly report", 5, 0, "report", "/usr/local/bin/report");
    var blind = cron("edge-3", "Purge cache", 0, 15, "root", "/usr/local/bin/purge");
    var young =
        new Job(
            "cron-db-1-vacuum",
            JobKind.SCHEDULED_COMMAND,
            "Vacuum",
            Host.server("db-1"),
            new Schedule.Learning(2, 3),
            Definition.LEARNED,
            "vacuumdb --all",
            "");
    jobs.addAll(List.of(failed, late, blind, young));
    runs(failed, START, NOW.minus(Duration.ofDays(2)));
    runs(late, START, NOW.minus(Duration.ofDays(1)));
    runs(blind, START, NOW.minus(Duration.ofDays(1)));
    for (int days = 2; days > 0; days--) {
      var due = failed.schedule().nextAfter(NOW.minus(Duration.ofDays(days)), NOW).orElseThrow();
      judge(failed, due, new Verdict.Failed(due.plusSeconds(3), "exit status 1"));
    }
    var due = late.schedule().nextAfter(NOW.minus(Duration.ofDays(1)), NOW).orElseThrow();
    judge(late, due, new Verdict.Late(due.plusSeconds(5_400), Duration.ofMinutes(90)));
    var unseen = blind.schedule().nextAfter(NOW.minus(Duration.ofDays(1)), NOW).orElseThrow();
    judge(blind, unseen, new Verdict.Unknown(Verdict.Why.NO_EVIDENCE));
    source(
        "file:edge-3:/var/log/cron.log",
        Host.server("edge-3"),
        NOW.minus(Duration.ofHours(9)),
        "Permission denied: /var/log/cron.log. Add the collector's user to the group adm.");
    losses();
  }

  /// What two sources could not read, and what the index refused.
  private void losses() throws StoreException {
    stores
        .evidence()
        .append(
            List.of(
                gap(
                    "rds:orders-mysql",
                    "slowquery/mysql-slowquery.log",
                    Duration.ofHours(30),
                    4_096),
                gap(
                    "file:web-1:/var/log/cron.log",
                    "/var/log/cron.log",
                    Duration.ofHours(2),
                    90_112),
                gap("file:web-1:/var/log/cron.log", "/var/log/cron.log", Duration.ofDays(3), 512)));
    backlog = new Backlog(318, "", "");
    var index = "stillwatch-logs-cron-2026.11.22";
    var why = "document_parsing_exception: field [process.pid] of type [long]";
    refused =
        new Refused(
            2,
            List.of(
                new Refused.Letter(12, NOW.minus(Duration.ofHours(5)), index, why),
                new Refused.Letter(11, NOW.minus(Duration.ofHours(6)), index, why)));
  }

  /// The status documents that the watch would have written.
  private void statuses() throws StoreException {
    for (var job : jobs) {
      var judged = stores.outcomes().verdicts().verdicts(List.of(job.id()), START, NOW);
      var last =
          judged.isEmpty() ? Optional.<Verdict>empty() : Optional.of(judged.getLast().verdict());
      var run =
          judged.reversed().stream().flatMap(each -> each.verdict().run().stream()).findFirst();
      var next = job.schedule().nextAfter(NOW, run.orElse(NOW));
      stores
          .outcomes()
          .statuses()
          .put(
              List.of(
                  new JobStatus(
                      job,
                      last.map(JobHealth::of).orElse(JobHealth.LEARNING),
                      new JobStatus.Timing(run, run, next, Duration.ofMinutes(30)),
                      last,
                      new JobStatus.Scoring(
                          stopped.contains(job) ? 96 : 0, Anomaly.CERTAIN_SCORE, Optional.empty()),
                      Optional.ofNullable(stopping.get(job.id())),
                      Optional.empty(),
                      JobStatus.Retirement.NONE,
                      job.name().equals("Dump billing") ? NOTE : JobNote.NONE)));
    }
  }

  private static Gap gap(String source, String path, Duration ago, long bytes) {
    return new Gap(
        "gap-" + path + ago,
        new SourceId(source),
        Host.server("web-1"),
        NOW.minus(ago),
        new Position(path, "g1", 1_048_576),
        bytes,
        path + " was truncated before it was read to its end.");
  }

  private void runs(Job job, Instant from, Instant until) throws StoreException {
    var runs = new ArrayList<Run>();
    var verdicts = new ArrayList<JudgedRun>();
    var at = from;
    while (true) {
      var due = job.schedule().nextAfter(at, at).orElseThrow();
      if (!due.isBefore(until)) break;
      at = due;
      var ran = due.plusSeconds(1 + random.nextInt(5));
      if (random.nextInt(120) == 0) {
        ran = due.plusSeconds(2_400);
        verdicts.add(
            new JudgedRun(job.id(), due, new Verdict.Late(ran, Duration.ofMinutes(40)), ran));
      } else {
        verdicts.add(new JudgedRun(job.id(), due, new Verdict.OnTime(ran), ran));
      }
      runs.add(
          new Run(job.id() + "@" + ran, job.id(), ran, Run.Outcome.STARTED, job.subject(), ""));
      if (job.schedule().period().compareTo(Duration.ofHours(20)) > 0) search.cron(job, ran);
    }
    stores.outcomes().runs().putRuns(runs);
    stores.outcomes().verdicts().putVerdicts(verdicts);
  }

  private void misses(Job job, Instant from, Instant until) throws StoreException {
    var due = job.schedule().nextAfter(from, from);
    while (due.isPresent() && due.get().isBefore(until)) {
      judge(job, due.get(), new Verdict.Missed());
      due = job.schedule().nextAfter(due.get(), from);
    }
  }

  private void judge(Job job, Instant due, Verdict verdict) throws StoreException {
    stores
        .outcomes()
        .verdicts()
        .putVerdicts(List.of(new JudgedRun(job.id(), due, verdict, due.plusSeconds(960))));
  }

  private void sizes(Job job, long perDay, Instant until) throws StoreException {
    var samples = new ArrayList<SizeSample>();
    var rotated = START;
    long archives = perDay * 6;
    for (var at = START; at.isBefore(NOW); at = at.plus(Duration.ofHours(3))) {
      var due = job.schedule().nextAfter(rotated, rotated).orElseThrow();
      if (due.isBefore(at) && due.isBefore(until)) rotated = due;
      long active = (long) (perDay * (Duration.between(rotated, at).toMinutes() / 1440.0));
      samples.add(new SizeSample(at, active, active + archives, 7));
    }
    stores.outcomes().sizes().putSizes(Map.of(job.id(), samples));
  }

  private void scores(Job job) throws StoreException {
    var anomalies = new ArrayList<Anomaly>();
    for (int day = 0; day < 60; day++) {
      var at = START.plus(Duration.ofDays(day));
      double score = at.isAfter(TYPO) ? Math.min(96, 30 + 9 * (day - 44)) : random.nextInt(9);
      anomalies.add(
          new Anomaly(
              job.id(),
              at,
              at.minus(Duration.ofDays(1)),
              score,
              new Reconstruction(
                  "lstm-ae-7",
                  Symptom.SILENCE,
                  score / 300,
                  0.094,
                  List.of(
                      new Contribution("time since the last rotation", 9.2, 1.0, 0.71),
                      new Contribution("bytes since the last rotation", 8.8, 1.0, 0.22)))));
    }
    stores.outcomes().anomalies().putAnomalies(anomalies);
  }

  private void source(String id, Host host, Instant until, String problem) throws StoreException {
    stores
        .sources()
        .put(
            List.of(
                CollectorState.exclusive(
                    new SourceState(
                        new SourceId(id),
                        host,
                        SourceState.Reports.LOG_LINES,
                        until,
                        NOW,
                        problem))));
  }

  private static Job cron(
      String host, String name, int hour, int minute, String user, String command) {
    return new Job(
        "cron-" + host + "-" + name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'),
        JobKind.SCHEDULED_COMMAND,
        name,
        Host.server(host),
        habit(hour * 60 + minute),
        new Definition("/etc/cron.d/" + host, 4, user, command),
        command,
        "");
  }

  private static Job hourly(String host, String name, int minute) {
    var minutes = new BitSet();
    minutes.set(minute);
    var hours = new BitSet();
    hours.set(0, 168);
    return new Job(
        "cron-" + host + "-hourly",
        JobKind.SCHEDULED_COMMAND,
        name,
        Host.server(host),
        new Schedule.Habit(
            new HabitPattern.Hours(minutes, hours), BERLIN, 0.99, 300, Duration.ofHours(1)),
        Definition.LEARNED,
        "/usr/bin/collect",
        "");
  }

  private static Job rotation(String host, String path) {
    return new Job(
        "rotate-" + host + path.replace('/', '-'),
        JobKind.LOG_ROTATION,
        path,
        Host.server(host),
        habit(6 * 60 + 25),
        new Definition("/etc/logrotate.d/nginx", 1, "root", "logrotate"),
        path,
        "");
  }

  private static Schedule habit(int minuteOfDay) {
    var time = LocalTime.of(minuteOfDay / 60, minuteOfDay % 60);
    var daily = new HabitPattern.Days(time, DayRule.on(EnumSet.allOf(DayOfWeek.class)));
    return new Schedule.Habit(daily, BERLIN, 0.97, 60, Duration.ofDays(1));
  }
}
