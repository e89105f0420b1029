// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.line;

import io.stillwatch.auditor.crontab.CronField;
import io.stillwatch.auditor.crontab.Timing;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Lines that cron accepts and that are due at other times than their writer meant.
final class TimingRules {
  private static final String ITEM = "(?:\\*|\\w+(?:-\\w+)?)(?:/\\d+)?";
  private static final Pattern WHOLE = Pattern.compile(ITEM + "(?:," + ITEM + ")*+");
  private static final Pattern POLLER = Pattern.compile("\\b(?:flock|sleep|timeout)\\b");
  private static final int FEW_HOURS = 3;

  private TimingRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.ofJob(
            Card.warning("CL09", "Day of month and day of week are both set, so either is enough.")
                .example("0 1 1 * 0 root /usr/bin/true", "0 1 1 * * root /usr/bin/true"),
            TimingRules::bothDays),
        Rule.ofJob(
            Card.warning("CL10", "A job runs in every minute of an hour.")
                .example("* 6 * * * root /usr/bin/true", "0 6 * * * root /usr/bin/true"),
            TimingRules::everyMinute),
        Rule.ofJob(
            Card.warning("CL13", "Debian's cron silently ignores the end of a time field.")
                .example("0~59 6 * * * root /usr/bin/true", "30 6 * * * root /usr/bin/true"),
            TimingRules::ignoredTail),
        Rule.of(
            Card.warning("CL20", "The same job is in a table twice.")
                .example(
                    "0 6 * * * root /usr/bin/true\n0 6 * * * root /usr/bin/true",
                    "0 6 * * * root /usr/bin/true"),
            TimingRules::duplicates),
        Rule.ofJob(
            Card.info("CL21", "A job is due in an hour that summer time skips or repeats.")
                .example(
                    "zone Europe/Berlin\n# /etc/cron.d/example\n30 2 * * * root /usr/bin/true",
                    "zone Europe/Berlin\n# /etc/cron.d/example\n30 4 * * * root /usr/bin/true"),
            TimingRules::summerTime),
        Rule.ofJob(
            Card.error("CL17", "The account of a job has expired: PAM refuses to run it.")
                .example(
                    "expired app\n# /etc/cron.d/example\n0 6 * * * app /usr/bin/true",
                    "# /etc/cron.d/example\n0 6 * * * app /usr/bin/true")
                .needing(Fact.USERS),
            TimingRules::barred));
  }

  private static Stream<Problem> bothDays(Card card, TableJob job, HostView host) {
    var timing = job.entry().timing();
    var dom = timing.part(CronField.DAY_OF_MONTH).map(Timing.Part::text).orElse("*");
    var dow = timing.part(CronField.DAY_OF_WEEK).map(Timing.Part::text).orElse("*");
    if (dom.startsWith("*") || dow.startsWith("*")) return Stream.empty();
    return Stream.of(
        at(card, job, CronField.DAY_OF_WEEK, "Runs on day " + dom + " and also on weekday " + dow)
            .remedy(
                Remedy.byHand(
                    "test one of the two days in the command of line " + job.line().number())));
  }

  private static Stream<Problem> everyMinute(Card card, TableJob job, HostView host) {
    var timing = job.entry().timing();
    var minute = timing.part(CronField.MINUTE).map(Timing.Part::text).orElse("");
    var hour = timing.part(CronField.HOUR).map(Timing.Part::text).orElse("*");
    if (!minute.equals("*") || hour.startsWith("*") || hour.contains("-")) return Stream.empty();
    if (POLLER.matcher(job.entry().command().raw()).find()) return Stream.empty();
    return Stream.of(
        at(card, job, CronField.MINUTE, "Runs sixty times in hour " + hour)
            .suggest("0 " + hour)
            .remedy(
                Remedy.editor(
                    job.table(), job.line().number(), "write the minute to run at, such as 0")));
  }

  private static Stream<Problem> ignoredTail(Card card, TableJob job, HostView host) {
    if (!job.table().debian() || !job.readable()) return Stream.empty();
    return job.entry().timing().parts().stream()
        .filter(part -> !part.text().startsWith("@") && !WHOLE.matcher(part.text()).matches())
        .map(part ->
            card.at(
                    Spot.in(job, part.column()),
                    "Debian's cron reads only the beginning of '" + part.text() + "'")
                .remedy(Remedy.byHand("write a list or a number on line " + job.line().number())));
  }

  private static Stream<Problem> duplicates(Card card, HostView host) {
    Set<List<String>> seen = new HashSet<>();
    return host.jobs().stream()
        .filter(job ->
            !seen.add(
                List.of(
                    job.table().path(),
                    job.entry().timing().expression(),
                    job.who().user(),
                    job.entry().command().raw().strip())))
        .map(job ->
            card.at(Spot.in(job, 1), "The same job is in the table twice")
                .remedy(Remedy.edit(job.table(), job.line().number() + "d")));
  }

  private static Stream<Problem> summerTime(Card card, TableJob job, HostView host) {
    var zone = host.config().platform().zone();
    var hours = job.entry().timing().fields().hours();
    if (zone instanceof ZoneOffset || hours.cardinality() > FEW_HOURS) return Stream.empty();
    if (job.entry().timing().part(CronField.HOUR).isEmpty()) return Stream.empty();
    var change = zone.getRules().nextTransition(host.request().at());
    for (int i = 0; i < 2 && change != null; i++) {
      if (touches(change, job)) {
        var what = change.isGap() ? "skips" : "repeats";
        var title = "Summer time " + what + " the hour of this job (" + zone + ")";
        return Stream.of(
            at(card, job, CronField.HOUR, title)
                .remedy(Remedy.byHand("move line " + job.line().number())));
      }
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return Stream.empty();
  }

  private static boolean touches(ZoneOffsetTransition change, TableJob job) {
    var from = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    var to = change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    var fields = job.entry().timing().fields();
    for (var t = from; t.isBefore(to); t = t.plusMinutes(1)) {
      if (fields.hours().get(t.getHour()) && fields.minutes().get(t.getMinute())) return true;
    }
    return false;
  }

  /// A locked password and cron.allow do not stop jobs; an expired account does (tried with
  /// Debian's cron).
  private static Stream<Problem> barred(Card card, TableJob job, HostView host) {
    var user = host.facts().user(job.who().user());
    if (user.isEmpty() || user.get().usable()) return Stream.empty();
    var name = user.get().name();
    return Stream.of(
        card.at(Spot.in(job, 1), "The account " + name + " has expired")
            .remedy(Remedy.run("usermod", "--expiredate", "", name))
            .losing(Stream.of(job.job())));
  }

  private static Problem at(Card card, TableJob job, CronField field, String title) {
    int column = job.entry().timing().part(field).map(Timing.Part::column).orElse(1);
    return card.at(Spot.in(job, column), title);
  }
}
