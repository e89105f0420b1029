// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.NewestLabels;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Labels in monthly indices, one document for each time that somebody said something.
record ElasticLabels(CurrentStateDocuments current, Searches searches) implements LabelStore {
  private static final String TIMESTAMP = "@timestamp";
  private static final int MOST_ABOUT = 1_000;

  private static final Comparator<Label> BY_TIME =
      Comparator.comparing(Label::at).thenComparing(Label::id);

  @Override
  public void put(Label label) throws StoreException {
    var document = Documents.at(label.at());
    var event = Documents.event(document, "event", "process", "label");
    Dates.put(event, "ingested", label.at());
    if (!label.note().isEmpty()) document.put("message", label.note());
    var fields =
        document
            .putObject("label")
            .put("subject", subject(label.subject()))
            .put("kind", word(label.subject().kind()))
            .put("says", word(label.says()))
            .put("by", label.by());
    var classes = fields.putArray("job_class");
    label.scored().stream().map(one -> one.jobClass().token()).distinct().forEach(classes::add);
    var own = Documents.own(document, label.id(), label);
    var jobs = own.putObject("job").putArray("id");
    label.scored().stream().map(Label.Scored::job).distinct().forEach(jobs::add);
    var index = IndexNames.monthly(IndexNames.LABELS, label.at());
    var key = CurrentStateDocuments.Key.of(index, label.id());
    current.put(key.index(), key.id(), document);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String subject(Label.Subject subject) {
    return subject.kind() + "/" + subject.id();
  }

  @Override
  public List<Label> between(Instant from, Instant until) throws StoreException {
    return labels(Searches.range(TIMESTAMP, from, until));
  }

  private List<Label> labels(ObjectNode query) throws StoreException {
    return byTime(current.records(searches.all(IndexNames.LABELS, query, TIMESTAMP), Label.class));
  }

  private static List<Label> byTime(List<Label> labels) {
    return labels.stream().sorted(BY_TIME).toList();
  }

  @Override
  public List<Label> find(Collection<Label.Subject> subjects) throws StoreException {
    var found = new ArrayList<Label>();
    var wanted = subjects.stream().map(ElasticLabels::subject).toList();
    for (var some : Searches.terms("label.subject", wanted)) found.addAll(labels(some));
    return NewestLabels.of(byTime(found));
  }

  @Override
  public List<Label> about(String job, JobClass jobClass, Instant since) throws StoreException {
    var query =
        Searches.allOf(
            Searches.range(TIMESTAMP, since, Instant.MAX),
            Searches.anyOf(
                Searches.term("stillwatch.job.id", job),
                Searches.term("label.job_class", jobClass.token())));
    var newest = searches.first(IndexNames.LABELS, query, SortOrder.newest(TIMESTAMP), MOST_ABOUT);
    return NewestLabels.of(byTime(current.records(newest, Label.class)));
  }
}
