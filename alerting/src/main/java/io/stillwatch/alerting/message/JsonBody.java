// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.alerting.id.Digest;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The body for programs, as docs/schemas/alert-v1.json describes it.
///
/// SNS repeats it for each of four protocols within 256 KiB, so it stays below [#MAX_BYTES]: texts
/// and lists are shortened step by step, and `truncated` reports it.
final class JsonBody {
  static final int MAX_BYTES = 18_000;

  /// How much is included: characters of a text, findings, jobs.
  private record Detail(int text, int findings, int jobs) {}

  private static final List<Detail> DETAILS =
      List.of(
          new Detail(1000, 20, 50),
          new Detail(300, 10, 20),
          new Detail(100, 3, 5),
          new Detail(20, 1, 0));
  private static final int MAX_FINGERPRINTS = 400;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Wording wording;
  private final Notice notice;
  private final Links links;
  private final Detail detail;
  private boolean truncated;

  private JsonBody(Wording wording, Notice notice, Links links, Detail detail) {
    this.wording = wording;
    this.notice = notice;
    this.links = links;
    this.detail = detail;
  }

  static String of(Wording wording, Notice notice, Links links) {
    var json = "";
    for (var detail : DETAILS) {
      json = new JsonBody(wording, notice, links, detail).write();
      if (json.length() <= MAX_BYTES) return json;
    }
    return json;
  }

  private String write() {
    try {
      return JSON.writeValueAsString(body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of strings and numbers can always be written.", e);
    }
  }

  private ObjectNode body() {
    var alert = wording.alert();
    var body = JSON.createObjectNode();
    body.put("version", "1").put("id", alert.id()).put("seq", notice.sequence());
    body.put("kind", wording.kind()).put("status", status()).put("message", message());
    body.put("severity", wording.severity()).put("score", Math.round(alert.score() * 10) / 10.0);
    body.put("title", text(wording.title())).put("reason", wording.reason().token());
    body.put("summary", text(wording.summary()));
    if (!links.environment().isEmpty()) body.put("environment", text(links.environment()));
    body.set("job", job(wording.job()));
    body.putObject("host").put("name", text(wording.host())).put("kind", hostKind());
    var next = wording.job().schedule().nextAfter(wording.at(), wording.first().lastSeen());
    next.ifPresent(due -> body.put("expected_at", due.toString()));
    if (wording.first().everSeen()) body.put("last_seen_at", time(wording.first().lastSeen()));
    body.put("started_at", time(alert.times().startedAt()));
    body.put("detected_at", time(alert.times().detectedAt()));
    alert.times().resolvedAt().ifPresent(end -> body.put("resolved_at", time(end)));
    body.put("made_at", time(notice.at()));
    body.put("missed_runs", alert.missedRuns());
    note(body);
    closing(body);
    impact(body.putObject("impact"));
    findings(body);
    steps(body);
    lines(body);
    new EvidenceJson(wording, this::text).write(body);
    jobs(body);
    links(body.putObject("links"));
    fingerprints(body);
    body.put("truncated", truncated);
    return body;
  }

  private void note(ObjectNode body) {
    var note = wording.alert().assessment().note();
    if (!note.owner().isEmpty()) body.put("owner", text(note.owner()));
    if (!note.runbook().isEmpty()) body.put("runbook", text(note.runbook()));
    var why = body.putArray("severity_reasons");
    wording.alert().impact().reasons().forEach(reason -> why.add(text(reason)));
  }

  private void closing(ObjectNode body) {
    var closing = wording.alert().handling().closing();
    if (wording.alert().open()) return;
    body.put("closing", closing.kind().name().toLowerCase(Locale.ROOT));
    if (!closing.reason().isEmpty()) body.put("closing_reason", text(closing.reason()));
    if (wording.late()) body.put("was_late", true);
  }

  private String status() {
    return wording.alert().state().name().toLowerCase(Locale.ROOT);
  }

  private String message() {
    return notice.kind().name().toLowerCase(Locale.ROOT);
  }

  private String hostKind() {
    return wording.job().host().kind().name().toLowerCase(Locale.ROOT);
  }

  private ObjectNode job(Job job) {
    var node = JSON.createObjectNode();
    node.put("id", text(job.id())).put("name", text(job.name()));
    node.put("kind", kind(job.kind()));
    node.put("schedule", text(job.schedule().inWords()));
    Wording.zone(job.schedule()).ifPresent(zone -> node.put("timezone", zone.getId()));
    return node;
  }

  /// The schema is older than the kind's name, and keeps its word.
  private static String kind(JobKind kind) {
    return kind == JobKind.SCHEDULED_COMMAND ? "cron" : kind.name().toLowerCase(Locale.ROOT);
  }

  private void impact(ObjectNode impact) {
    var growth = wording.growth();
    if (!growth.known()) return;
    impact.put("log_bytes", growth.bytes());
    impact.put("growth_bytes_per_day", Math.round(growth.bytesPerDay()));
    growth
        .diskFullAt()
        .ifPresent(full ->
            impact
                .put("disk_full_at", time(full))
                .put("full_in_hours", Wording.between(wording.at(), full).toHours()));
    growth.diskFullAtLatest().ifPresent(latest -> impact.put("disk_full_at_latest", time(latest)));
    if (growth.room().freeBytes() > 0) impact.put("free_bytes", growth.room().freeBytes());
  }

  private void findings(ObjectNode body) {
    var causes = wording.alert().causes();
    var first = wording.alert().cause();
    first.ifPresentOrElse(
        cause -> body.set("finding", finding(cause)), () -> body.putNull("finding"));
    var further = body.putArray("further_findings");
    causes.stream()
        .skip(first.isPresent() ? 1 : 0)
        .limit(detail.findings())
        .forEach(cause -> further.add(finding(cause)));
    body.put("finding_count", causes.size());
    truncated |= causes.size() > detail.findings() + 1;
  }

  /// Nothing is to be done once an alert is over.
  private void steps(ObjectNode body) {
    if (!wording.alert().open()) return;
    var steps = body.putArray("steps");
    StepsText.steps(wording).forEach(step -> steps.add(text(step)));
  }

  /// Missing if no line is known to have changed.
  private void lines(ObjectNode body) {
    var lines = wording.alert().lines();
    if (lines.isEmpty()) return;
    var changed = body.putObject("changed_lines");
    var appeared = changed.putArray("appeared");
    for (var line : lines.appeared())
      appeared
          .addObject()
          .put("pattern", text(line.pattern()))
          .put("first_seen_at", time(line.firstSeen()))
          .put("count", line.count());
    var vanished = changed.putArray("vanished");
    for (var line : lines.vanished())
      vanished
          .addObject()
          .put("pattern", text(line.pattern()))
          .put("every_secs", line.every().toSeconds())
          .put("last_seen_at", time(line.lastSeen()));
  }

  private ObjectNode finding(Cause cause) {
    var finding = cause.finding();
    var node = JSON.createObjectNode();
    node.put("id", text(finding.id())).put("rule", text(finding.rule()));
    node.put("severity", severity(cause)).put("confidence", cause.confidence().word());
    node.put("host", text(finding.place().host().name())).put("file", text(finding.place().path()));
    node.put("line", finding.place().line()).put("column", finding.place().column());
    node.put("message", text(cause.title()));
    node.put("evidence", text(cause.evidence()));
    node.put("fix", text(finding.explanation().remedy()));
    node.put("suggestion", text(finding.explanation().suggestion()));
    node.put("link", cause.link().words());
    return node.put("first_seen_at", time(finding.life().firstSeen()));
  }

  /// A fault that removes a maintenance job does not go away by itself.
  private static String severity(Cause cause) {
    return cause.link() == CauseLink.REMOVES_JOB || cause.link() == CauseLink.JOB_REMOVED
        ? "critical"
        : cause.finding().severity().name().toLowerCase(Locale.ROOT);
  }

  private void jobs(ObjectNode body) {
    var also = body.putArray("further_jobs");
    wording.others().stream().limit(detail.jobs()).forEach(member -> also.add(job(member.job())));
    body.put("job_count", wording.alert().stoppages().size());
    truncated |= wording.others().size() > detail.jobs();
  }

  private void links(ObjectNode node) {
    links.alert().ifPresent(url -> node.put("alert", url));
    links.api().ifPresent(url -> node.put("api", url));
  }

  /// From these a later decision knows what has been notified.
  private void fingerprints(ObjectNode body) {
    var covers = body.putArray("covers");
    Stream.concat(
            wording.alert().causes().stream().map(cause -> cause.finding().id()),
            wording.alert().stoppages().stream().map(member -> member.job().id()))
        .limit(MAX_FINGERPRINTS)
        .forEach(id -> covers.add(Digest.fingerprint(id)));
  }

  private static String time(Instant instant) {
    return instant.toString();
  }

  private String text(String value) {
    var plain = TextSanitizer.visible(TextSanitizer.redacted(value)).strip();
    var cut = TextSanitizer.cut(plain, detail.text());
    truncated |= cut.length() < plain.length();
    return cut;
  }
}
