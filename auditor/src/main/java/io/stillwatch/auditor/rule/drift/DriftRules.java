// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.drift;

import io.stillwatch.auditor.anacron.Anacrontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.auditor.drift.Change;
import io.stillwatch.auditor.drift.Drift;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.systemd.UnitName;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.job.Job;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What changed between the snapshot before and this one, and which jobs it touches.
public final class DriftRules {
  private static final String OLD =
      "before\n# /etc/cron.d/example\n15 2 * * * root mysqldump x\n20 3 * * * root /usr/bin/true y\nafter\n";
  private static final int MOST = 50;

  private DriftRules() {}

  public static List<Rule> all() {
    return List.of(
        Rule.of(
            Card.info(
                    "DR01",
                    "Something that jobs depend on is not as it was in the snapshot before.")
                .example(
                    OLD
                        + "# /etc/cron.d/example\n15 4 * * * root mysqldump x\n20 3 * * * root /usr/bin/true y",
                    OLD
                        + "# /etc/cron.d/example\n15 2 * * * root mysqldump x\n20 3 * * * root /usr/bin/true y")
                .needing(Fact.SNAPSHOT_BEFORE),
            DriftRules::changes),
        Rule.of(
            Card.warning(
                    "CF14", "A job of the snapshot before is gone, or its line became a comment.")
                .example(
                    OLD + "# /etc/cron.d/example\n15 2 * * * root mysqldump x",
                    OLD
                        + "# /etc/cron.d/example\n15 2 * * * root mysqldump x\n20 3 * * * root /usr/bin/true y")
                .needing(Fact.SNAPSHOT_BEFORE),
            RemovedJobs::find),
        Rule.of(
            Card.error(
                    "CC01",
                    "A command of the snapshot before was replaced by one that differs by a typo.")
                .example(
                    OLD
                        + "# /etc/cron.d/example\n15 2 * * * root mysqldmp x\n20 3 * * * root /usr/bin/true y",
                    OLD
                        + "# /etc/cron.d/example\n15 2 * * * root mysqldump x\n20 3 * * * root /usr/bin/true y")
                .needing(Fact.SNAPSHOT_BEFORE),
            MistypedEdits::find));
  }

  static Stream<Change> drift(HostView host) {
    return host.request().before().stream().flatMap(b -> Drift.between(b, host.config()).stream());
  }

  private static Stream<Problem> changes(Card card, HostView host) {
    return drift(host)
        .flatMap(change -> {
          var touched = touched(change, host);
          boolean configuration =
              TablePlace.of(change.path()).isPresent()
                  || UnitName.of(change.path()).isPresent()
                  || change.path().equals(Anacrontab.PATH)
                  || change.path().startsWith("/etc/logrotate.");
          if (touched.isEmpty() && !configuration && !change.path().startsWith("unit:"))
            return Stream.empty();
          var names =
              touched.stream().map(Job::name).distinct().limit(3).collect(Collectors.joining(", "));
          var jobs = names.isEmpty() ? "" : ", which touches " + names;
          var verb = change.added() ? " is new" : change.removed() ? " is gone" : " changed";
          var line = change.line() > 0 ? " (line " + change.line() + ")" : "";
          var spot =
              new Spot(
                  change.path(),
                  change.line(),
                  0,
                  change.after().isEmpty() ? change.before() : change.after());
          return Stream.of(
              card.at(spot, change.path() + line + ": " + change.what() + verb + jobs)
                  .evidence(evidence(change, host))
                  .remedy(Remedy.byHand("accept it, or put it back")));
        })
        .limit(MOST);
  }

  /// The two times are not in the title, which makes the id: the same change is found again
  /// tomorrow.
  static String evidence(Change change, HostView host) {
    var before = host.request().before().map(HostConfig::at).orElseThrow();
    var when = "between " + before + " and " + host.config().at() + ":\n";
    var was = change.added() ? "" : "- " + Problem.shortened(change.before());
    var is = change.removed() ? "" : "+ " + Problem.shortened(change.after());
    return when + (was + "\n" + is).strip();
  }

  /// Jobs of the changed line or file, and those whose command names the path or whose user it is.
  private static List<Job> touched(Change change, HostView host) {
    return host.jobs().stream().filter(job -> touches(change, job)).map(TableJob::job).toList();
  }

  private static boolean touches(Change change, TableJob job) {
    if (job.table().path().equals(change.path())) {
      return change.line() == 0
          ? !change.what().equals("a line")
          : job.line().number() == change.line();
    }
    if (change.path().equals("user " + job.who().user())) return true;
    return change.path().startsWith("/")
        && job.shell().programs().stream()
            .flatMap(p -> p.words().stream())
            .anyMatch(w -> w.text().equals(change.path()));
  }
}
