// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import static io.stillwatch.bench.audit.CronCorpus.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// All mutations of a corpus with the figures made from them.
public record AuditScore(List<MutationRow> rows, double linesClassified, List<String> falseErrors) {
  public static AuditScore of(CronCorpus corpus) {
    var examiner = new Examiner(corpus);
    var rows = corpus.all().stream().map(examiner::examine).toList();
    var wrong = stream(corpus.manifest()).flatMap(f -> examiner.falseErrors(f).stream()).toList();
    return new AuditScore(rows, classified(corpus), wrong);
  }

  /// The part of the lines whose classes, printed one after the other, give the file again.
  private static double classified(CronCorpus corpus) {
    long lines = 0;
    long right = 0;
    for (JsonNode file : corpus.manifest()) {
      var text = corpus.text(file.path("file").asText());
      long count = text.lines().count();
      lines += count;
      if (printed(Examiner.pathOf(file), text).equals(text)) right += count;
    }
    return lines == 0 ? 0 : (double) right / lines;
  }

  static String printed(String path, String text) {
    return TablePlace.of(path)
        .map(place -> {
          var lines = Crontab.read(place, Dialect.DEBIAN, text).lines();
          var joined = String.join("\n", lines.stream().map(l -> l.text()).toList());
          return text.endsWith("\n") ? joined + "\n" : joined;
        })
        .orElseGet(() -> io.stillwatch.auditor.logrotate.LogrotateText.read(text).print());
  }

  private double ratio(Predicate<MutationRow> of, Predicate<MutationRow> right) {
    long all = rows.stream().filter(of).count();
    return all == 0 ? 1 : round((double) rows.stream().filter(of).filter(right).count() / all);
  }

  private int sum(ToIntFunction<MutationRow> number) {
    return rows.stream().mapToInt(number).sum();
  }

  private static double round(double ratio) {
    return Math.round(ratio * 10_000) / 10_000.0;
  }

  private static double part(int right, int all) {
    return all == 0 ? 1 : round((double) right / all);
  }

  public ObjectNode summary() {
    var summary = JsonNodeFactory.instance.objectNode();
    summary.put("lines_classified", round(linesClassified));
    summary.put("recall_with_facts", ratio(MutationRow::bad, r -> r.outcome().found()));
    summary.put(
        "recall_offline", ratio(r -> r.outcome().countsOffline(), r -> r.outcome().foundOffline()));
    summary.put("new_on_benign", sum(r -> r.outcome().newFindings()));
    summary.put("false_errors", falseErrors.size());
    summary.put(
        "suggestions_right",
        part(sum(r -> r.outcome().suggestionsRight()), sum(r -> r.outcome().suggestions())));
    summary.put(
        "dialect_equal", part(sum(r -> r.outcome().equal()), sum(r -> r.outcome().compared())));
    summary.put("mutations", rows.size());
    return summary;
  }

  public ObjectNode json() {
    var json = JsonNodeFactory.instance.objectNode().put("bench", "audit");
    var list = json.putArray("rows");
    for (var row : rows) {
      var object =
          list.addObject().put("id", row.id()).put("kind", row.kind()).put("right", row.right());
      row.expected().forEach(object.putArray("expected")::add);
      row.missed().forEach(object.putArray("missed")::add);
    }
    for (var error : falseErrors) {
      list.addObject().put("id", error).put("kind", "false_error").put("right", false);
    }
    json.set("summary", summary());
    return json;
  }
}
