// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.feedback.JobClass;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Scored;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.feedback.Label.WrongCause;
import io.stillwatch.core.job.Job;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/// What people say of alerts and anomalies: right, a false alarm, or nothing any more.
public final class Labelling {
  private final LabelStore labels;
  private final AlertStore alerts;
  private final Outcomes outcomes;

  public Labelling(LabelStore labels, AlertStore alerts, Outcomes outcomes) {
    this.labels = labels;
    this.alerts = alerts;
    this.outcomes = outcomes;
  }

  /// Who says it, when, and what they note.
  public record Statement(Says says, String by, String note, Instant at) {
    public Statement {
      at = at.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /// What became of it.
  public sealed interface Outcome {
    record Done(Label label) implements Outcome {}

    record Unknown(Subject subject) implements Outcome {}
  }

  public Outcome label(Subject subject, Statement statement) throws StoreException {
    var scored = scored(subject);
    if (scored.isEmpty()) return new Outcome.Unknown(subject);
    var label =
        new Label(
            subject,
            statement.says(),
            statement.by(),
            statement.note(),
            statement.at(),
            scored.get(),
            wrong(subject, statement));
    labels.put(label);
    return new Outcome.Done(label);
  }

  /// The cause that the alert shows now.
  private Optional<WrongCause> wrong(Subject subject, Statement statement) throws StoreException {
    if (statement.says() != Says.WRONG_CAUSE || subject.kind() != Subject.Kind.ALERT)
      return Optional.empty();
    var alert = alerts.find(subject.id()).map(Versioned::value);
    return alert.flatMap(found ->
        found
            .cause()
            .map(cause ->
                new WrongCause(
                    cause.finding().id(),
                    cause.finding().rule(),
                    found.stoppages().stream().map(member -> member.job().id()).toList())));
  }

  /// The label that holds now.
  public Optional<Label> of(Subject subject) throws StoreException {
    return labels.find(List.of(subject)).stream().findFirst();
  }

  /// What the autoencoder alone decided about the subject; empty if there is no such subject.
  public Optional<List<Scored>> scored(Subject subject) throws StoreException {
    return switch (subject.kind()) {
      case ALERT -> {
        var alert = alerts.find(subject.id());
        yield alert.isEmpty() ? Optional.empty() : Optional.of(scored(alert.get().value()));
      }
      case ANOMALY -> anomaly(subject.id());
    };
  }

  private List<Scored> scored(Alert alert) throws StoreException {
    var end = alert.times().resolvedAt().orElse(Instant.MAX);
    var scored = new ArrayList<Scored>();
    for (var member : alert.stoppages()) {
      if (member.origin().basis() == Basis.SEQUENCE) scored.addAll(scored(member, end));
    }
    return scored;
  }

  private List<Scored> scored(Stoppage member, Instant end) throws StoreException {
    var job = member.job();
    var found =
        outcomes
            .anomalies()
            .anomalies(List.of(job.id()), member.firstMissed(), end, Anomaly.CERTAIN_SCORE);
    return peaks(job, found);
  }

  /// The highest score of each symptom that the autoencoder may decide on.
  private static List<Scored> peaks(Job job, Collection<Anomaly> anomalies) {
    var peaks = new EnumMap<Symptom, Double>(Symptom.class);
    for (var one : anomalies) {
      var symptom = one.reconstruction().symptom();
      if (symptom.isUnseenBy(job.schedule())) peaks.merge(symptom, one.score(), Math::max);
    }
    var scored = new ArrayList<Scored>();
    peaks.forEach(
        (symptom, score) -> scored.add(new Scored(job.id(), JobClass.of(job), symptom, score)));
    return scored;
  }

  /// The id of an anomaly holds its job and its second.
  private Optional<List<Scored>> anomaly(String id) throws StoreException {
    int sign = id.lastIndexOf('@');
    if (sign < 1 || !id.substring(sign + 1).matches("\\d{1,12}")) return Optional.empty();
    var job = List.of(id.substring(0, sign));
    var at = Instant.ofEpochSecond(Long.parseLong(id.substring(sign + 1)));
    var found = outcomes.anomalies().anomalies(job, at, at.plusSeconds(1), 0);
    var status = outcomes.statuses().find(job).stream().findFirst();
    if (found.isEmpty() || status.isEmpty()) return Optional.empty();
    return Optional.of(peaks(status.get().job(), found));
  }
}
