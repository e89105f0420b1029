// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.http.Check;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.store.LeaseStore.Holder;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Asks the parts of Stillwatch how they are, and says what it means if one is not well: the loops
/// of this process, the roles of others, the last training, the spool, who hears the routes, and
/// the certificate of its own.
final class OwnParts implements SelfCheck {
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

  private final ElasticStores stores;
  private final Supplier<List<Check>> loops;
  private final AlertWork alerting;
  private final Spool spool;
  private final Others others;
  private final Optional<OwnCertificate> certificate;

  OwnParts(
      ElasticStores stores,
      Supplier<List<Check>> loops,
      AlertWork alerting,
      Spool spool,
      Others others,
      Optional<OwnCertificate> certificate) {
    this.stores = stores;
    this.loops = loops;
    this.alerting = alerting;
    this.spool = spool;
    this.others = others;
    this.certificate = certificate;
  }

  /// Who holds which role, and whether a role is also one of this process.
  record Others(Supplier<List<Holder>> holders, Predicate<String> isOurs) {}

  @Override
  public List<Ailment> ailments(Instant now) {
    var ailments = new ArrayList<Ailment>();
    loops.get().forEach(check -> ofRole(check).ifPresent(ailments::add));
    for (var holder : others.holders().get())
      if (!others.isOurs().test(holder.role()))
        ofRole(new Check(holder.role(), () -> abandoned(holder, now))).ifPresent(ailments::add);
    ofRole(new Check("training", this::failedTraining)).ifPresent(ailments::add);
    ofSpool().ifPresent(ailments::add);
    ofRoutes().ifPresent(ailments::add);
    certificate.flatMap(one -> one.ailment(now)).ifPresent(ailments::add);
    return ailments;
  }

  private static Optional<Ailment> ofRole(Check check) {
    var problem = check.problem();
    if (problem.isEmpty()) return Optional.empty();
    return Optional.of(
        switch (check.name()) {
          case "watch" ->
              new Ailment(
                  check.name(),
                  Severity.CRITICAL,
                  problem,
                  "No run is judged meanwhile: a job that stops is not noticed.",
                  "Read the log of Stillwatch; if the watch hangs, restart the process.");
          case "alert", "relay" ->
              new Ailment(
                  check.name(),
                  Severity.CRITICAL,
                  problem,
                  "Alerts are late or not sent.",
                  "Read the log of Stillwatch, and the deliveries on the page of an alert.");
          case "train", "training" ->
              new Ailment(
                  check.name(),
                  Severity.MINOR,
                  problem,
                  "The model in use stays; it grows old.",
                  "The page of the detector says why the training failed.");
          case "retention" ->
              new Ailment(
                  check.name(),
                  Severity.MINOR,
                  problem,
                  "Old indices are not deleted; the disk of Elasticsearch fills.",
                  "Read the log of Stillwatch; it tries again in an hour.");
          default ->
              new Ailment(
                  check.name(),
                  Severity.MINOR,
                  problem,
                  "This part of Stillwatch does not do its work.",
                  "Read the log of Stillwatch.");
        });
  }

  private Optional<Ailment> ofSpool() {
    return ailment(
        new Check("spool", spool::pressure),
        "Sources pause, so nothing new is seen; nothing is lost.",
        "Look why Elasticsearch does not take documents, or free some disk space.");
  }

  private Optional<Ailment> ofRoutes() {
    return ailment(
        new Check("routes", alerting::unheard),
        "Nobody receives messages of that route.",
        "Confirm a subscription of the topic, or correct the route.");
  }

  private static Optional<Ailment> ailment(Check check, String effect, String remedy) {
    var problem = check.problem();
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of(new Ailment(check.name(), Severity.MAJOR, problem, effect, remedy));
  }

  /// A role of another process that nobody holds any more.
  private static String abandoned(Holder holder, Instant now) {
    boolean renewed = holder.renewedAt().plus(ABANDONED_AFTER).isAfter(now);
    return renewed && !holder.owner().isEmpty()
        ? ""
        : "no process holds this role since " + holder.renewedAt();
  }

  private String failedTraining() throws StoreException {
    return stores
        .training()
        .state()
        .last()
        .filter(attempt -> attempt.result() == TrainingAttempt.Result.FAILED)
        .map(attempt -> "the last training failed: " + attempt.why())
        .orElse("");
  }
}
