// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import static io.stillwatch.bench.audit.CronCorpus.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.auditor.cloud.CloudAuditor;
import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.auditor.document.Tree;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.finding.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Audits the two texts of a mutation and holds the findings against its label.
final class Examiner {
  /// Checks that a text alone cannot decide (audit.md section 3, without an O).
  private static final Set<String> NEED_A_HOST =
      Set.of(
          "CF04 CF05 CF06 CF07 CF08 CF12 CF14 CL16 CL17 CC01 CC02 CC03 CC04 CC10 CC15 CC16 CC25 LC08 LC09 LC10 LC16 LC18 LC19 LC20 LC24 LC25 LC28 LC29 LC30 LC34 LC35 RD20"
              .split(" ", -1));

  private final CronCorpus corpus;
  private final ConfigAuditor auditor = new ConfigAuditor();

  Examiner(CronCorpus corpus) {
    this.corpus = corpus;
  }

  /// A finding as far as labels speak of it.
  private record Found(String rule, String severity, String suggestion) {
    static Found of(Finding f) {
      return new Found(
          f.rule(), f.severity().name().toLowerCase(Locale.ROOT), f.explanation().suggestion());
    }
  }

  MutationRow examine(JsonNode m) {
    var kind = m.path("kind").asText();
    var expect = stream(m.path("expect")).toList();
    var checks = expect.stream().map(e -> e.path("check").asText()).toList();
    boolean bad = m.path("label").asText().equals("bad");
    var dialect =
        expect.stream().anyMatch(e -> e.path("dialect").asText().equals("cronie"))
            ? Dialect.CRONIE
            : Dialect.DEBIAN;
    var missed = new ArrayList<String>();
    var after = audit(m, true, true, dialect);
    var found = after.stream().map(Found::of).toList();
    boolean all = hasAll(found, expect, missed);
    boolean textual = kind.equals("crontab") || kind.equals("logrotate");
    boolean offline = bad && textual && checks.stream().anyMatch(c -> !NEED_A_HOST.contains(c));
    boolean foundOffline = offline && offline(m, expect, dialect);
    int suggestions = (int) expect.stream().filter(e -> e.has("suggest")).count();
    int right = (int) expect.stream().filter(e -> e.has("suggest") && suggested(found, e)).count();
    if (right < suggestions) missed.add("suggested " + suggestionsOf(found, checks));
    var fresh = bad ? List.<String>of() : fresh(m, found, dialect);
    missed.addAll(fresh);
    var agreement = agreement(m, kind, after);
    missed.addAll(agreement.differences());
    return new MutationRow(
        m.path("id").asText(),
        kind,
        bad,
        checks,
        new MutationRow.Outcome(
            all,
            offline,
            foundOffline,
            suggestions,
            right,
            agreement.compared(),
            agreement.equal(),
            fresh.size(),
            missed));
  }

  private static boolean hasAll(List<Found> found, List<JsonNode> expect, List<String> missed) {
    boolean all = true;
    for (var e : expect) {
      var check = e.path("check").asText();
      if (found.stream().noneMatch(f -> f.rule().equals(check))) {
        missed.add("no " + check);
        all = false;
      }
    }
    return all;
  }

  private boolean offline(JsonNode m, List<JsonNode> expect, Dialect dialect) {
    var found = audit(m, true, false, dialect).stream().map(Finding::rule).toList();
    return expect.stream()
        .map(e -> e.path("check").asText())
        .filter(c -> !NEED_A_HOST.contains(c))
        .allMatch(found::contains);
  }

  private static boolean suggested(List<Found> found, JsonNode expected) {
    return found.stream()
        .filter(f -> f.rule().equals(expected.path("check").asText()))
        .anyMatch(f -> f.suggestion().equals(expected.path("suggest").asText()));
  }

  private static List<String> suggestionsOf(List<Found> found, List<String> checks) {
    return found.stream()
        .filter(f -> checks.contains(f.rule()))
        .map(f -> f.rule() + " '" + f.suggestion() + "'")
        .toList();
  }

  /// Findings of a harmless edit that the untouched text does not have.
  private List<String> fresh(JsonNode m, List<Found> after, Dialect dialect) {
    var before = audit(m, false, true, dialect).stream().map(Found::of).toList();
    var allowed = stream(m.path("allow")).map(JsonNode::asText).toList();
    return after.stream()
        .filter(f -> !before.contains(f) && !allowed.contains(f.rule() + ":" + f.severity()))
        .map(f -> "new " + f.rule() + " " + f.severity() + " " + f.suggestion())
        .toList();
  }

  private Oracle.Agreement agreement(JsonNode m, String kind, List<Finding> findings) {
    if (kind.equals("crontab")) {
      var users = new HashSet<String>();
      corpus.facts().path("users").forEach(u -> users.add(u.asText()));
      var place = TablePlace.of(path(m)).orElseThrow();
      // the real daemon knew the users of the untouched table
      Crontab.read(place, Dialect.DEBIAN, corpus.before(m))
          .entries()
          .forEach(e -> users.add(e.user().name()));
      return Oracle.crontab(m.path("oracle"), place, corpus.after(m), users);
    }
    if (kind.equals("logrotate")) return Oracle.logrotate(m.path("oracle"), findings);
    return new Oracle.Agreement(0, 0, List.of());
  }

  /// The path under which a daemon would read the text of a mutation.
  String path(JsonNode m) {
    var base = m.path("base").asText();
    if (m.path("kind").asText().equals("logrotate")) {
      return corpus.before(m).contains("include ")
          ? "/etc/logrotate.conf"
          : "/etc/logrotate.d/corpus";
    }
    if (!m.path("format").asText().equals("system")) return "/var/spool/cron/crontabs/ops";
    return base.endsWith("__etc_crontab") ? "/etc/crontab" : "/etc/cron.d/rds-maintenance";
  }

  private List<Finding> audit(JsonNode m, boolean mutated, boolean facts, Dialect dialect) {
    return switch (m.path("kind").asText()) {
      case "crontab", "logrotate" -> {
        var host = facts ? CorpusHost.of(corpus.facts()) : CorpusHost.bare();
        if (facts) ran(m, host);
        var file = ConfigFile.of(path(m), mutated ? corpus.after(m) : corpus.before(m));
        yield auditor.audit(host.request(dialect, List.of(file))).findings();
      }
      case "host" -> snapshot(m, mutated, dialect);
      default -> cloud(m, mutated);
    };
  }

  /// The document with what else is known: the requests of the role, who publishes.
  private List<Finding> cloud(JsonNode m, boolean mutated) {
    var base = corpus.base(m);
    var doc = base.path("doc");
    var json = mutated ? JsonPatch.apply(doc, m.path("patch")) : doc;
    var kind = CloudAuditor.Kind.valueOf(m.path("kind").asText().toUpperCase(Locale.ROOT));
    var whole = new ObjectMapper().createObjectNode();
    if (kind == CloudAuditor.Kind.IAM) {
      whole.set("policy", json);
      whole.set("requests", base.path("requests"));
    } else {
      whole.setAll((ObjectNode) json);
      var principal = doc.at("/topic/Policy/Statement/0/Principal/AWS");
      if (principal.isTextual()) whole.set("publisher", principal);
    }
    var tree = Tree.of(new ObjectMapper().convertValue(whole, Object.class));
    return CloudAuditor.audit(kind, tree, m.path("base").asText(), CorpusHost.NOW);
  }

  /// Until yesterday cron ran what the untouched table asks for.
  private void ran(JsonNode m, CorpusHost host) {
    TablePlace.of(path(m))
        .ifPresent(place ->
            Crontab.read(place, Dialect.DEBIAN, corpus.before(m))
                .entries()
                .forEach(e -> {
                  var user = place.spooled() ? place.owner() : e.user().name();
                  host.ran(user, e.command().logged());
                }));
  }

  private List<Finding> snapshot(JsonNode m, boolean mutated, Dialect dialect) {
    var doc = corpus.base(m).path("doc");
    var texts =
        Map.of(
            "/etc/cron.d/", "0 2 * * * ops /home/ops/bin/rotate-logs.sh\n",
            "/etc/logrotate.d/",
                "/var/log/app/access.log {\n  daily\n  rotate 7\n  missingok\n}\n");
    var files = new ArrayList<ConfigFile>();
    var host =
        CorpusHost.ofSnapshot(mutated ? JsonPatch.apply(doc, m.path("patch")) : doc, texts, files);
    return auditor.audit(host.request(dialect, files)).findings();
  }

  /// Errors that a text alone shows and nobody labelled.
  List<String> falseErrors(JsonNode file) {
    var name = file.path("file").asText();
    var labels =
        stream(corpus.natural().path("findings"))
            .filter(f -> f.path("file").asText().equals(name))
            .map(f -> f.path("line").asText() + " " + f.path("check").asText())
            .collect(Collectors.toSet());
    var path = pathOf(file);
    return auditor
        .audit(
            CorpusHost.bare()
                .request(Dialect.DEBIAN, List.of(ConfigFile.of(path, corpus.text(name)))))
        .findings()
        .stream()
        .filter(f -> f.severity() == Finding.Severity.ERROR)
        .filter(f -> !labels.contains(f.place().line() + " " + f.rule()))
        .map(f -> name + ":" + f.place().line() + " " + f.rule() + " " + f.explanation().title())
        .toList();
  }

  static String pathOf(JsonNode file) {
    if (file.path("kind").asText().equals("logrotate")) {
      return file.path("path").asText().endsWith("logrotate.conf")
          ? "/etc/logrotate.conf"
          : "/etc/logrotate.d/corpus";
    }
    if (!file.path("format").asText().equals("system")) return "/var/spool/cron/crontabs/someone";
    return file.path("path").asText().endsWith("etc/crontab")
        ? "/etc/crontab"
        : "/etc/cron.d/corpus";
  }
}
