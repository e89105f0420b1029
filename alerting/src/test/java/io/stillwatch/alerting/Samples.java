// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import static io.stillwatch.alerting.Stories.DRIVER;
import static io.stillwatch.alerting.Stories.ERROR_LOG;
import static io.stillwatch.alerting.Stories.MISS;

import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.alerting.message.Notice;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Closure;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.alert.Surroundings.Peer;
import io.stillwatch.core.alert.Surroundings.SeenLine;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.watch.stoppage.BlindSources;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/// One message of each kind and of each reason, as the product writes it.
final class Samples {
  private static final AlertSettings SETTINGS =
      Stories.AT_ONCE.withBaseUrl("https://sw.example.org").withEnvironment("prod");
  private static final Instant NOW = MISS.plus(Duration.ofMinutes(20));

  private Samples() {}

  /// By what they are about.
  static LinkedHashMap<String, Notification> all() {
    var all = new LinkedHashMap<String, Notification>();
    var kinds = new EveryKind(SETTINGS, Stories.caseStudy());
    all.put("firing: a rotation and the job that drives it stopped", firing(Stories.caseStudy()));
    all.put("predicted", kinds.of(Kind.PREDICTED));
    all.put("update", kinds.of(Kind.UPDATE));
    all.put("reminder", kinds.of(Kind.REMINDER));
    all.put("resolved", kinds.of(Kind.RESOLVED));
    all.put("resolved: it had only been late", late());
    all.put("resolved: no longer configured", retired());
    all.put("firing: a possible cause is a change of the job's own line", changed());
    all.put("firing: no cause found, with what was seen around", unexplained());
    all.put("firing: runs fail", failing());
    all.put("firing: only the pattern of past runs shows it", unusual());
    all.put("firing: cron starts nothing", of(Stories.scheduler(Stories.WEB, "3 jobs were due")));
    all.put("firing: a host is silent", of(Stories.silentHost(Stories.WEB, "3 jobs are hidden")));
    all.put("firing: a source cannot be read", blind());
    all.put("firing: a part of Stillwatch does not work", unwell());
    all.put("digest", kinds.of(Kind.DIGEST));
    all.put("summary", kinds.of(Kind.SUMMARY));
    all.put("test", kinds.of(Kind.TEST));
    return all;
  }

  private static Notification of(Stoppage stoppage, Finding... findings) {
    return firing(opened(NOW, stoppage, findings));
  }

  private static Alert opened(Instant at, Stoppage stoppage, Finding... findings) {
    return new AlertDecisions(SETTINGS)
        .decide(List.of(), Stories.at(at, List.of(stoppage), List.of(findings)))
        .alerts()
        .getFirst();
  }

  private static Notification firing(Alert alert) {
    return alert.notifications().getFirst();
  }

  private static Notification late() {
    var open = opened(NOW, Stories.stopped(DRIVER));
    var ran = Stories.back(NOW.plusSeconds(900), new Recovery(DRIVER, MISS.plusSeconds(480)));
    return last(new AlertDecisions(SETTINGS).decide(List.of(open), ran).alerts().getFirst());
  }

  private static Notification retired() {
    var open = opened(NOW, Stories.stopped(DRIVER));
    var at = NOW.plusSeconds(900);
    var gone = Stories.gone(at, new Closure(DRIVER.id(), "no longer configured", at));
    return last(new AlertDecisions(SETTINGS).decide(List.of(open), gone).alerts().getFirst());
  }

  private static Notification last(Alert alert) {
    return alert.notifications().getLast();
  }

  private static Notification changed() {
    var at = MISS.minus(Duration.ofHours(11));
    var edit =
        new Finding(
            "F-edit",
            "DR01",
            Finding.Severity.INFO,
            new Location(Stories.TOOLS, "/etc/crontab", 12, 0),
            new Explanation(
                "/etc/crontab (line 12): a line changed, which touches logrotate",
                "between "
                    + at.minusSeconds(120)
                    + " and "
                    + at
                    + ":\n- 0 2 * * * root /usr/sbin/logrotate /etc/logrotate.d/rds\n"
                    + "+ 0 2 * * * root flock /run/x /usr/sbin/logrotate /etc/logrotate.d/rds",
                "# accept it, or put it back",
                ""),
            List.of(),
            Confidence.CERTAIN,
            new FindingLifecycle(at, at, FindingLifecycle.Status.OPEN));
    return of(Stories.stopped(DRIVER), edit);
  }

  private static Notification unexplained() {
    var around =
        new Surroundings(
            List.of(
                new SeenLine(MISS.plusSeconds(1), "CRON[811]: (root) CMD (/opt/report.sh)"),
                new SeenLine(
                    MISS.plusSeconds(3), "kernel: EXT4-fs error (device sda1): read-only")),
            List.of(
                new Peer(
                    "db-tools-2", MISS.plusSeconds(7), List.of("user there: rotate; here: root"))),
            MISS.minus(Duration.ofHours(2)));
    var alert = opened(NOW, Stories.stopped(DRIVER)).withSurroundings(around);
    var message = new Texts(SETTINGS).message(alert, new Notice(Kind.FIRING, 1, NOW));
    return new Notification(
        alert.id() + "-1-firing", alert.id(), Kind.FIRING, 1, NOW, message, Delivery.NEW);
  }

  private static Notification failing() {
    return of(
        Stories.based(
            Basis.FAILURES, 0, DRIVER, "3 runs failed since " + MISS + ": exit status 127"));
  }

  private static Notification unusual() {
    return of(
        Stories.based(
            Basis.SEQUENCE,
            94,
            ERROR_LOG,
            "the pattern of the last runs is far from normal: size at the last rotation: 0.02"
                + " times the usual"));
  }

  private static Notification blind() {
    var id = new SourceId("rds:orders-1");
    var state =
        new SourceState(id, Host.rds("orders-1"), Reports.LISTINGS, MISS, MISS, "AccessDenied");
    var blind =
        new BlindSources.Blind(
            state,
            BlindSources.Kind.UNREADABLE,
            MISS,
            "rds:DescribeDBLogFiles is denied",
            "blind-rds");
    return of(blind.stoppage(List.of("14 jobs unknown since then")));
  }

  private static Notification unwell() {
    return of(
        new Ailment(
                "watch",
                Severity.CRITICAL,
                "The watch has not judged anything for 5 minutes",
                "Nothing is judged meanwhile",
                "Read the log of Stillwatch and restart the process.")
            .stoppage(MISS));
  }
}
