// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.collector.spool.Spool.DeadLetter;
import io.stillwatch.collector.spool.Spool.Discarded;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.Occurrence;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.AnomalyLanes;
import io.stillwatch.core.store.AnomalyLanes.Lane;
import io.stillwatch.core.store.AnomalyLanes.Span;
import io.stillwatch.ui.ports.Storage;
import io.stillwatch.ui.words.SeriesWords;
import io.stillwatch.ui.words.VerdictWords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Alerts, findings, jobs, verdicts, anomalies and sources as JSON objects, in the field names of
/// the design's section 10.
public final class PublicJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PublicJson() {}

  public static ObjectNode alert(Alert alert) {
    return AlertJson.of(alert);
  }

  /// One change of an alert: who, what, when, before, after.
  public static ObjectNode event(AlertEvent event) {
    var json = NODES.objectNode();
    time(json, "at", event.at());
    return json.put("by", event.by())
        .put("what", event.what().token())
        .put("before", event.before())
        .put("after", event.after())
        .put("text", event.text());
  }

  /// A document that the index refused, without the document.
  public static ObjectNode deadLetter(DeadLetter letter) {
    var json =
        NODES
            .objectNode()
            .put("number", letter.sequence())
            .put("index", letter.document().index())
            .put("id", letter.document().id())
            .put("bytes", letter.document().json().length)
            .put("reason", letter.reason());
    time(json, "at", letter.at());
    return json.put("intact", letter.intact());
  }

  /// The same with the document as text: of a damaged one nobody knows whether it is JSON.
  public static ObjectNode whole(DeadLetter letter) {
    var text = new String(letter.document().json(), StandardCharsets.UTF_8);
    return deadLetter(letter).put("document", text);
  }

  /// What was a dead letter, by which it can be looked for at its source.
  public static ObjectNode discarded(Discarded letter) {
    return NODES
        .objectNode()
        .put("number", letter.sequence())
        .put("index", letter.index())
        .put("id", letter.id());
  }

  private static void decision(ObjectNode json, FindingLifecycle.Decision decision) {
    var node = json.putObject("decision").put("by", decision.by()).put("why", decision.why());
    time(node, "at", decision.at());
    decision.until().ifPresent(until -> time(node, "until", until));
  }

  public static ObjectNode finding(Finding finding) {
    var place = finding.place();
    var json =
        NODES
            .objectNode()
            .put("id", finding.id())
            .put("rule", finding.rule())
            .put("severity", word(finding.severity()));
    json.putObject("object")
        .put("host", place.host().name())
        .put("path", place.path())
        .put("line", place.line())
        .put("column", place.column());
    json.put("title", finding.explanation().title())
        .put("evidence", finding.explanation().evidence())
        .put("remedy", finding.explanation().remedy())
        .put("suggestion", finding.explanation().suggestion());
    var lost = json.putArray("jobs_lost");
    finding.jobsLost().forEach(lost::add);
    time(json, "first_seen_at", finding.life().firstSeen());
    time(json, "last_seen_at", finding.life().lastSeen());
    json.put("confidence", finding.confidence().word())
        .put("status", word(finding.life().status()));
    finding.life().decision().ifPresent(decision -> decision(json, decision));
    return json;
  }

  public static ObjectNode job(Job job) {
    var json = jobOfAlert(job);
    json.put("schedule", job.schedule().inWords())
        .put("period_secs", job.schedule().period().toSeconds())
        .put("subject", job.subject())
        .put("driver", job.driver());
    var definition = job.definition();
    if (!definition.configured()) return json.putNull("definition");
    json.putObject("definition")
        .put("path", definition.path())
        .put("line", definition.line())
        .put("user", definition.user())
        .put("command", definition.command());
    return json;
  }

  /// A job with its status: `state` and `health` are the same word.
  public static ObjectNode job(JobStatus status) {
    var json = job(status.job());
    var timing = status.timing();
    var health = status.health().token();
    json.put("state", health).put("health", health);
    time(json, "last_run_at", timing.lastRun().orElse(Instant.MIN));
    time(json, "last_good_run_at", timing.lastGoodRun().orElse(Instant.MIN));
    time(json, "next_due_at", timing.nextDue().orElse(Instant.MIN));
    json.put("grace_secs", timing.grace().toSeconds())
        .put("score", rounded(status.score()))
        .put("needed_score", rounded(status.scoring().needed()))
        .put("last_verdict", status.lastVerdict().map(Verdict::word).orElse(null));
    status
        .scoring()
        .held()
        .ifPresentOrElse(
            alarm -> json.set("held_alarm", FeedbackJson.held(alarm)),
            () -> json.putNull("held_alarm"));
    habit(json, status.job().schedule());
    note(json, status.note());
    if (!status.retirement().retired()) return json.putNull("retired");
    var retired = json.putObject("retired").put("why", status.retirement().why());
    time(retired, "at", status.retirement().at());
    return json;
  }

  private static void note(ObjectNode json, JobNote note) {
    var set = json.putObject("note");
    set.put("name", note.name())
        .put("owner", note.owner())
        .put("runbook", note.runbook())
        .put("importance", note.importance().map(JobNote.Importance::token).orElse(""));
    seconds(set, "grace_secs", note.grace());
    seconds(set, "max_runtime_secs", note.maxRuntime());
  }

  private static void seconds(ObjectNode json, String field, Optional<Duration> duration) {
    if (duration.isPresent()) json.put(field, duration.get().toSeconds());
    else json.putNull(field);
  }

  /// One time that a window is open.
  public static ObjectNode occurrence(Occurrence occurrence) {
    var window = occurrence.window();
    var json = NODES.objectNode().put("name", window.name()).put("kind", word(window.kind()));
    time(json, "from", occurrence.during().from());
    time(json, "until", occurrence.during().until());
    json.putObject("match")
        .put("host", window.match().host().pattern())
        .put("job", window.match().job().pattern())
        .put("kind", window.match().kind().map(PublicJson::word).orElse(null));
    return json;
  }

  private static void habit(ObjectNode json, Schedule schedule) {
    if (schedule instanceof Schedule.Habit habit) {
      json.putObject("habit")
          .put("confidence", Math.round(habit.confidence() * 1_000) / 1_000.0)
          .put("observations", habit.observations());
    } else {
      json.putNull("habit");
    }
  }

  public static ObjectNode verdict(JudgedRun run) {
    var json = NODES.objectNode().put("id", run.id()).put("job", run.job());
    time(json, "due_at", run.due());
    json.put("verdict", run.verdict().word());
    time(json, "ran_at", run.verdict().run().orElse(Instant.MIN));
    time(json, "judged_at", run.judgedAt());
    var why = run.verdict() instanceof Verdict.Unknown(var reason) ? word(reason) : null;
    return json.put("why", why).put("detail", VerdictWords.detail(run.verdict()));
  }

  public static ObjectNode lanes(AnomalyLanes lanes, Span span) {
    var json = NODES.objectNode();
    time(json, "from", span.from());
    json.put("bucket_seconds", span.bucket().toSeconds());
    json.set("overall", lane(lanes.overall()));
    var all = json.putArray("lanes");
    lanes.lanes().forEach(lane -> all.add(lane(lane)));
    return json;
  }

  private static ObjectNode lane(Lane lane) {
    var json = NODES.objectNode().put("key", lane.key());
    var scores = json.putArray("scores");
    lane.highest().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(bucket -> {
          var score = scores.addObject();
          time(score, "from", bucket.getKey());
          score.put("highest", rounded(bucket.getValue()));
        });
    return json;
  }

  public static ObjectNode anomaly(Anomaly anomaly) {
    var json = NODES.objectNode().put("id", anomaly.id()).put("job", anomaly.job());
    time(json, "at", anomaly.at());
    time(json, "started_at", anomaly.startedAt());
    var reconstruction = anomaly.reconstruction();
    json.put("score", rounded(anomaly.score()))
        .put("needed", rounded(anomaly.needed()))
        .put("rank", rank(anomaly.rank()))
        .put("symptom", word(reconstruction.symptom()))
        .put("error", reconstruction.error())
        .put("threshold", reconstruction.threshold())
        .put("model", reconstruction.model());
    var contributions = json.putArray("contributions");
    for (var each : reconstruction.contributions()) {
      contributions
          .addObject()
          .put("feature", each.feature())
          .put("observed", each.observed())
          .put("expected", each.expected())
          .put("share", each.share());
    }
    return json;
  }

  /// An hour of a live series, in bytes.
  public static ObjectNode hour(ScoredHour scored) {
    var hour = scored.hour();
    var json = NODES.objectNode().put("id", scored.id()).put("series", scored.series());
    json.put("kind", scored.kind().token());
    time(json, "start", hour.start());
    time(json, "end", hour.start().plus(Duration.ofHours(1)));
    return json.put("score", rounded(hour.score()))
        .put("observed", Math.round(hour.observed()))
        .put("expected", Math.round(hour.expected()))
        .put("low", Math.round(hour.low()))
        .put("high", Math.round(hour.high()))
        .put("words", SeriesWords.of(scored));
  }

  public static ObjectNode source(SourceState source) {
    var json =
        NODES
            .objectNode()
            .put("id", source.source().value())
            .put("host", source.host().name())
            .put("reports", word(source.reports()))
            .put("blind", source.blind())
            .put("problem", source.problem());
    time(json, "complete_until", source.completeUntil());
    time(json, "newest_record_at", source.newestRecord());
    time(json, "polled_at", source.polledAt());
    return json;
  }

  public static ObjectNode storage(Storage storage) {
    long bytes = storage.families().stream().mapToLong(family -> family.bytes()).sum();
    var json = NODES.objectNode().put("bytes", bytes);
    var families = json.putArray("families");
    for (var family : storage.families()) {
      var one =
          families
              .addObject()
              .put("family", family.name())
              .put("documents", family.documents())
              .put("bytes", family.bytes());
      storage
          .keptDays(family.name())
          .ifPresentOrElse(days -> one.put("kept_days", days), () -> one.putNull("kept_days"));
      time(one, "oldest", family.oldest());
    }
    return json;
  }

  public static ObjectNode gap(Gap gap) {
    var json =
        NODES
            .objectNode()
            .put("id", gap.id())
            .put("source", gap.source().value())
            .put("host", gap.host().name())
            .put("path", gap.position().path())
            .put("offset", gap.position().offset())
            .put("bytes", gap.bytes())
            .put("why", gap.why());
    time(json, "at", gap.at());
    return json;
  }

  static ObjectNode jobOfAlert(Job job) {
    return NODES
        .objectNode()
        .put("id", job.id())
        .put("name", job.name())
        .put("kind", word(job.kind()))
        .put("host", job.host().name());
  }

  /// The domain marks "no such time" with the ends of the time line; JSON says null.
  static void time(ObjectNode json, String field, Instant at) {
    if (at.equals(Instant.MIN) || at.equals(Instant.MAX) || at.equals(Instant.EPOCH)) {
      json.putNull(field);
    } else {
      json.put(field, at.toString());
    }
  }

  public static double rank(double rank) {
    return Math.round(rank * 1_000) / 1_000.0;
  }

  static double rounded(double score) {
    return Math.round(score * 10) / 10.0;
  }

  /// A constant as JSON writes it: `on-time`.
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
