// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.drift;

import io.stillwatch.auditor.drift.Change;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.finding.AuditRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The jobs of the snapshot before that no line runs any more: the line was removed, or it became a
/// comment.
///
/// The jobs lost are those that the line made, with the rotations that it drove: the snapshot of
/// today has no driver for them.
final class RemovedJobs {
  private final Card card;
  private final HostView before;
  private final HostView now;

  private RemovedJobs(Card card, HostView before, HostView now) {
    this.card = card;
    this.before = before;
    this.now = now;
  }

  static Stream<Problem> find(Card card, HostView now) {
    return now.request().before().stream()
        .flatMap(earlier -> new RemovedJobs(card, view(earlier), now).find());
  }

  private static HostView view(HostConfig earlier) {
    return new HostView(new AuditRequest(earlier, List.of(), List.of(), earlier.at()));
  }

  private Stream<Problem> find() {
    var changes = DriftRules.drift(now).filter(RemovedJobs::silences).toList();
    return before.jobs().stream()
        .filter(job -> job.table().refusals().isEmpty() && job.parsed())
        .filter(job -> changes.stream().anyMatch(change -> concerns(change, job)))
        .filter(job -> now.jobs().stream().noneMatch(other -> sameCommand(job, other)))
        .map(this::problem);
  }

  private static boolean silences(Change change) {
    return change.removed() || change.after().strip().startsWith("#");
  }

  private static boolean concerns(Change change, TableJob job) {
    if (!change.path().equals(job.table().path())) return false;
    return change.what().equals("the file")
        || (change.what().equals("a line") && change.before().equals(job.line().text()));
  }

  private static boolean sameCommand(TableJob one, TableJob other) {
    return command(one).equals(command(other));
  }

  private static String command(TableJob job) {
    return job.entry().command().raw().strip();
  }

  private Problem problem(TableJob job) {
    var words = "The job " + Problem.shortened(command(job));
    var problem =
        comment(job)
            .map(spot ->
                card.at(spot, words + " is commented out")
                    .remedy(Remedy.byHand("accept it, or remove the # from the line")))
            .orElseGet(() ->
                card.at(new Spot(job.table().path(), 0, 0, job.entry().text()), words + " is gone")
                    .remedy(
                        Remedy.byHand(
                            "accept it, or put the line back into " + job.table().path())));
    return problem.losing(now.lostSince(before, job));
  }

  /// Where the command is in a comment, of its own table first.
  private Optional<Spot> comment(TableJob job) {
    return Stream.concat(
            now.config().files().stream().filter(f -> f.path().equals(job.table().path())),
            now.config().files().stream())
        .flatMap(f -> comment(f.path(), f.text().lines().toList(), command(job)).stream())
        .findFirst();
  }

  private static Optional<Spot> comment(String path, List<String> lines, String command) {
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.strip().startsWith("#") && line.contains(command))
        return Optional.of(new Spot(path, i + 1, line.indexOf('#') + 1, line));
    }
    return Optional.empty();
  }
}
