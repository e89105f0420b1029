// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.http.Check;
import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks the parts of this process how they are, and says what it means if one is not well.
final class SelfChecks implements SelfCheck {
  private final List<Part> parts;

  SelfChecks(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /// A part, how grave it is if it does not work, what it means meanwhile, and what to do.
  record Part(Check check, Severity severity, String effect, String remedy) {
    /// A role of this process or of another one.
    static Part role(Check check) {
      return switch (check.name()) {
        case "watch" ->
            new Part(
                check,
                Severity.CRITICAL,
                "No run is judged meanwhile: a job that stops is not noticed.",
                "Read the log of Stillwatch; if the watch hangs, restart the process.");
        case "alert", "relay" ->
            new Part(
                check,
                Severity.CRITICAL,
                "Alerts are late or not sent.",
                "Read the log of Stillwatch, and the deliveries on the page of an alert.");
        case "train", "training" ->
            new Part(
                check,
                Severity.MINOR,
                "The model in use stays; it grows old.",
                "The page of the detector says why the training failed.");
        case "retention" ->
            new Part(
                check,
                Severity.MINOR,
                "Old indices are not deleted; the disk of Elasticsearch fills.",
                "Read the log of Stillwatch; it tries again in an hour.");
        default ->
            new Part(
                check,
                Severity.MAJOR,
                "This part of Stillwatch does not do its work.",
                "Read the log of Stillwatch.");
      };
    }

    private Optional<Ailment> ailment() {
      var problem = check.problem();
      return problem.isEmpty()
          ? Optional.empty()
          : Optional.of(new Ailment(check.name(), severity, problem, effect, remedy));
    }
  }

  @Override
  public List<Ailment> ailments(Instant now) {
    var ailments = new ArrayList<Ailment>();
    for (var part : parts) part.ailment().ifPresent(ailments::add);
    return ailments;
  }
}
