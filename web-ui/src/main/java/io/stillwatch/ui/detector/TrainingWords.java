// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import io.stillwatch.core.anomaly.MinimumData;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.anomaly.TrainingState.Survey;
import io.stillwatch.core.store.TrainingStore.Requests;
import io.stillwatch.ui.time.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How training stands, in words. Pure.
final class TrainingWords {
  private TrainingWords() {}

  /// What is going on, or what was asked for.
  static String now(TrainingState state, Requests requests, Times times) {
    if (state.running().isPresent()) {
      var running = state.running().get();
      var since = "Training since " + times.minute(running.startedAt());
      if (!requests.cancel().isBefore(running.startedAt()))
        return since + ": cancelled; it ends after this epoch, and the model before stays.";
      if (running.epoch() == 0) return since + ": the past is being read.";
      return String.format(
          Locale.ROOT,
          "%s: epoch %d of %d, validation loss %.4f.",
          since,
          running.epoch(),
          running.epochs(),
          running.validationLoss());
    }
    if (!requests.train().equals(state.answered()))
      return "A training was asked for; it begins within seconds, if a process has the role watch.";
    return "No training is going on.";
  }

  /// What there is to learn from, and what is missing, one sentence each.
  static List<String> needs(TrainingState state, Times times) {
    if (state.survey().isEmpty()) return List.of("What there is to learn from is not known yet.");
    var survey = state.survey().get();
    var needs = new ArrayList<String>();
    if (survey.evidenceSince().equals(Instant.MAX)) {
      needs.add("Missing: evidence. Nothing was seen of any host yet.");
      return needs;
    }
    needs.add("There is evidence since " + times.minute(survey.evidenceSince()) + ".");
    needs.add(jobs(survey));
    if (state.model().isEmpty()) needs.add(windows(state));
    needs.add(next(survey, times));
    return needs;
  }

  private static String jobs(Survey survey) {
    var ripe =
        survey.ripe()
            + " of "
            + survey.jobs()
            + " jobs have the "
            + MinimumData.RUNS_TO_LEARN_FROM
            + " runs that a job needs to teach";
    if (survey.ripe() == 0) return "Missing: " + ripe + ".";
    if (survey.frozen() == 0) return ripe + ".";
    return survey.frozen() == 1
        ? ripe + "; 1 of them has an open alert and teaches nothing."
        : ripe + "; " + survey.frozen() + " of them have an open alert and teach nothing.";
  }

  /// Only a training finds out how many windows there are.
  private static String windows(TrainingState state) {
    var tooLittle = state.last().filter(one -> one.result() == TrainingAttempt.Result.TOO_LITTLE);
    if (tooLittle.isPresent()) return "Missing: windows. " + tooLittle.get().why();
    return "A model needs "
        + MinimumData.WINDOWS
        + " windows of their past to train on, and "
        + MinimumData.HELD_BACK_WINDOWS
        + " to test with.";
  }

  private static String next(Survey survey, Times times) {
    if (!survey.nextAt().isAfter(times.now())) return "The next training is due.";
    return "The next training begins by itself "
        + times.relative(survey.nextAt())
        + ", at "
        + times.minute(survey.nextAt())
        + ".";
  }

  /// What came of a training.
  static String result(TrainingAttempt attempt) {
    return switch (attempt.result()) {
      case IN_USE -> "A new model is in use";
      case REFUSED -> "The new model was refused; the one before stays";
      case TOO_LITTLE -> "Too little to learn from";
      case CANCELLED -> "Cancelled; the model before stays";
      case FAILED -> "Failed; the model before stays, and it is tried again";
    };
  }
}
