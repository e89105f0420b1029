// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.access.Access.Answer;
import io.stillwatch.auditor.access.Access.Right;
import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.shell.ShellWord;
import io.stillwatch.auditor.shell.SimpleCommand.Redirection;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.core.finding.Confidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the output of a job goes.
final class RedirectionRules {
  private static final Pattern ORDER = Pattern.compile("2>&1\\s+1?>>?\\s*[^&\\s]");

  /// A job has no arguments, so these are empty.
  private static final Pattern PARAMETER = Pattern.compile("\\$[12]");

  private static final Set<String> DEVICES = Set.of("/dev/null", "/dev/stdout", "/dev/stderr");

  private RedirectionRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.ofJob(
            Card.warning("CC08", "Output goes to a file that was hardly meant.")
                .example(
                    "5 1 * * * root /usr/bin/true >/opt/x 2>1",
                    "5 1 * * * root /usr/bin/true >/opt/x 2>&1"),
            RedirectionRules::odd),
        Rule.ofJob(
            Card.info("CC09", "Errors go to where output went before it was redirected.")
                .example(
                    "5 1 * * * root /usr/bin/true 2>&1 >/dev/null",
                    "5 1 * * * root /usr/bin/true >/dev/null 2>&1"),
            RedirectionRules::order),
        Rule.ofJob(
            Card.error("CC10", "The user of a job may not write where its output goes.")
                .example(
                    "5 1 * * * root /usr/bin/true >>/opt/toolz/x",
                    "5 1 * * * root /usr/bin/true >>/opt/tools/x")
                .needing(Fact.FILES, Fact.USERS),
            RedirectionRules::target));
  }

  private static Stream<Redirection> redirections(TableJob job) {
    return job.shell().commands().stream()
        .flatMap(c -> c.redirections().stream())
        .filter(r -> r.target().literal() || PARAMETER.matcher(r.target().text()).matches());
  }

  private static Stream<Problem> odd(Card card, TableJob job, HostView host) {
    return redirections(job)
        .filter(r -> r.operator().contains(">"))
        .flatMap(r ->
            meant(r).stream()
                .map(meant -> {
                  var word = r.target().text();
                  boolean twice = r.operator().endsWith("&");
                  var from = meant.startsWith("&") && !twice ? r.operator() + word : word;
                  var to = meant.startsWith("&") ? r.operator() + meant : meant;
                  return card.at(
                          Spot.in(job, r.target().column()), "Output goes to a file called " + word)
                      .suggest(meant)
                      .remedy(Remedy.replace(job.table(), job.line().number(), from, to));
                }));
  }

  private static Optional<String> meant(Redirection redirection) {
    var target = redirection.target().text();
    if (target.equals("1") || target.equals("2")) return Optional.of("&" + target);
    if (PARAMETER.matcher(target).matches()) return Optional.of("&" + target.substring(1));
    if (DEVICES.contains(target)) return Optional.empty();
    if (target.equals("null") || target.equals("dev/null")) return Optional.of("/dev/null");
    return Spelling.nearest(target, DEVICES).map(Spelling.Suggestion::word);
  }

  private static Stream<Problem> order(Card card, TableJob job, HostView host) {
    return ShellText.find(ORDER, job)
        .limit(1)
        .map(m ->
            ShellText.at(card, job, m.start(), "Errors do not go where the output goes")
                .remedy(ShellText.edit(job)));
  }

  private static Stream<Problem> target(Card card, TableJob job, HostView host) {
    return redirections(job)
        .filter(r -> r.operator().contains(">") && r.target().absolute())
        .flatMap(r -> target(card, r.target(), job, host).stream())
        .limit(1);
  }

  private static Optional<Problem> target(
      Card card, ShellWord target, TableJob job, HostView host) {
    var path = target.text();
    var folder = path.substring(0, path.lastIndexOf('/'));
    if (folder.isEmpty() || folder.equals("/dev")) return Optional.empty();
    var presence = host.facts().file(folder);
    if (presence != Presence.PRESENT) return missing(card, target, job, host, folder);
    var user = host.facts().user(job.who().user());
    if (user.isEmpty()) return Optional.empty();
    var file = host.facts().file(path) == Presence.PRESENT ? path : folder;
    var decision = host.access().decide(user.get(), file, Right.WRITE);
    if (decision.answer() != Answer.DENIED) return Optional.empty();
    return Optional.of(
        card.at(
                Spot.in(job, target.column()),
                job.who().user() + " may not write " + file + ", so the command never starts")
            .remedy(Remedy.chown(job.who().user(), file))
            .losing(Stream.of(job.job())));
  }

  private static Optional<Problem> missing(
      Card card, ShellWord target, TableJob job, HostView host, String folder) {
    if (ShellText.of(job).contains("mkdir")) return Optional.empty();
    var near = new NearPath(host.facts()).of(folder);
    boolean absent = host.facts().file(folder) == Presence.ABSENT;
    if (near.isEmpty() && !absent) return Optional.empty();
    var problem =
        card.at(
                Spot.in(job, target.column()),
                "The folder " + folder + " does not exist, so the command never starts")
            .remedy(Remedy.run("mkdir", "-p", folder))
            .sure(absent ? Confidence.CERTAIN : Confidence.LIKELY)
            .losing(Stream.of(job.job()));
    return Optional.of(
        near.map(n ->
                problem
                    .suggest(n)
                    .remedy(Remedy.replace(job.table(), job.line().number(), folder, n)))
            .orElse(problem));
  }
}
