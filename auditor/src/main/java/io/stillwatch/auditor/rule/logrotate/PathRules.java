// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import static io.stillwatch.auditor.rule.logrotate.StanzaRules.edit;
import static io.stillwatch.auditor.rule.logrotate.StanzaRules.jobs;
import static io.stillwatch.auditor.rule.logrotate.StanzaRules.perStanza;
import static io.stillwatch.auditor.rule.logrotate.StanzaRules.spot;

import io.stillwatch.auditor.access.Access.Answer;
import io.stillwatch.auditor.access.Access.Right;
import io.stillwatch.auditor.host.Facts.Presence;
import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.Stanza;
import io.stillwatch.auditor.logrotate.Stanza.Pattern;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.auditor.rule.command.NearPath;
import io.stillwatch.auditor.spelling.Spelling;
import io.stillwatch.auditor.systemd.Unit;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// The logs of a stanza, the folders they stand in, and who may write there.
final class PathRules {
  private static final int GROUP_WRITE = 020;
  private static final int OTHER_WRITE = 02;
  private static final java.util.regex.Pattern ALIAS =
      java.util.regex.Pattern.compile("(?i)(?:current|latest|last|today|now)[^/]*$");

  private PathRules() {}

  static List<Rule> all() {
    return List.of(
        perStanza(
            Card.error("LC09", "logrotate refuses a log whose folder others may write.")
                .example(
                    "stat /var/log d 0775 ops\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n}",
                    "stat /var/log d 0755 root\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n}")
                .needing(Fact.FILES),
            PathRules::insecure),
        perStanza(
            Card.error("LC10", "The user of su may not write in the folder of the log.")
                .example(
                    "stat /var d 0755 root\nstat /var/log d 0755 root\n# /etc/logrotate.conf\n/var/log/x.log {\n  su ops ops\n  rotate 7\n}",
                    "stat /var d 0755 root\nstat /var/log d 0755 ops\n# /etc/logrotate.conf\n/var/log/x.log {\n  su ops ops\n  rotate 7\n}")
                .needing(Fact.FILES, Fact.USERS),
            PathRules::cannotWrite),
        Rule.of(
            Card.error("LC11", "A log is in two stanzas; logrotate refuses the second.")
                .example(
                    "/var/log/*.log {\n  rotate 7\n}\n/var/log/x.log {\n  rotate 7\n}",
                    "/var/log/a*.log {\n  rotate 7\n}\n/var/log/x.log {\n  rotate 7\n}"),
            PathRules::duplicates),
        perStanza(
            Card.error("LC12", "The pattern takes in the files that rotation makes.")
                .example(
                    "/var/log/x.log /var/log/x/* {\n  rotate 7\n}",
                    "/var/log/x.log /var/log/x/*.log {\n  rotate 7\n}"),
            PathRules::ownOutput),
        perStanza(
            Card.warning("LC16", "A log of a stanza is not there, and one with a similar name is.")
                .example(
                    "stat /var/log/error.log f 0644 root\nabsent /var/log/eror.log\n# /etc/logrotate.conf\n/var/log/eror.log {\n  missingok\n  rotate 7\n}",
                    "stat /var/log/error.log f 0644 root\n# /etc/logrotate.conf\n/var/log/error.log {\n  missingok\n  rotate 7\n}")
                .needing(Fact.FILES),
            PathRules::noSuchLog),
        perStanza(
            Card.error(
                    "LC20",
                    "With olddir, the folder of the log or the one for rotated logs is not there.")
                .example(
                    "absent /var/log/old\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n  olddir /var/log/old\n}",
                    "stat /var/log d 0755 root\nstat /var/log/old d 0755 root\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n  olddir /var/log/old\n}")
                .needing(Fact.FILES),
            OldFolder::check),
        perStanza(
            Card.error("LC29", "systemd lets logrotate write nothing where the log is.")
                .example(
                    "fact sandbox:ProtectSystem = full\n# /etc/logrotate.conf\n/usr/local/x.log {\n  rotate 7\n}",
                    "fact sandbox:ProtectSystem = full\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n}"),
            PathRules::sandbox),
        perStanza(
            Card.warning("LC30", "logrotate skips a log that is a link.")
                .example(
                    "stat /var/log/x.log l 0777 root\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n}",
                    "stat /var/log/x.log f 0644 root\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n}")
                .needing(Fact.FILES),
            PathRules::link),
        perStanza(
            Card.error("LC31", "Logs of a stanza are separated by blanks, not by commas.")
                .example(
                    "/var/log/a.log, /var/log/x.log {\n  rotate 7\n}",
                    "/var/log/a.log /var/log/x.log {\n  rotate 7\n}"),
            PathRules::comma));
  }

  static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static Stream<Problem> insecure(Card card, Stanza stanza, HostView host) {
    if (stanza.settings().has("su")) return Stream.empty();
    return stanza.patterns().stream()
        .flatMap(p ->
            host.facts().stat(folder(p.text())).stream()
                .filter(PathRules::writableByOthers)
                .map(stat -> {
                  var owner =
                      host.facts().userById(stat.uid()).map(Account::name).orElse("" + stat.uid());
                  return card.at(
                          Spot.of(stanza, p),
                          folder(p.text())
                              + " ("
                              + stat.mode()
                              + ") is writable by others, and there is no su")
                      .suggest("su " + owner + " " + owner)
                      .remedy(Remedy.chmod("g-w,o-w", folder(p.text())))
                      .losing(jobs(stanza, host));
                }))
        .limit(1);
  }

  private static boolean writableByOthers(FileStat stat) {
    if (!stat.type().equals("d") || !stat.mode().matches("[0-7]{3,7}")) return false;
    int mode = Integer.parseInt(stat.mode(), 8);
    return (mode & OTHER_WRITE) != 0 || ((mode & GROUP_WRITE) != 0 && stat.gid() != 0);
  }

  private static Stream<Problem> cannotWrite(Card card, Stanza stanza, HostView host) {
    var su = stanza.settings().value("su").map(v -> v.split("\\s+", 2)[0]).orElse("");
    var user = host.facts().user(su);
    if (user.isEmpty()) return Stream.empty();
    return stanza.patterns().stream()
        .filter(p -> host.facts().file(folder(p.text())) == Presence.PRESENT)
        .filter(p ->
            host.access().decide(user.get(), folder(p.text()), Right.WRITE).answer()
                == Answer.DENIED)
        .limit(1)
        .map(p ->
            card.at(spot(stanza, "su"), su + " may not write in " + folder(p.text()))
                .remedy(Remedy.look("name its owner after su", "ls", "-ld", folder(p.text())))
                .losing(jobs(stanza, host)));
  }

  private static Stream<Problem> duplicates(Card card, HostView host) {
    return host.logrotateRuns().stream().flatMap(run -> duplicates(card, run, host));
  }

  private static Stream<Problem> duplicates(Card card, LogrotateConfig run, HostView host) {
    var seen = new ArrayList<Pattern>();
    var problems = new ArrayList<Problem>();
    for (var stanza : run.stanzas()) {
      boolean ignored = stanza.settings().has("ignoreduplicates");
      for (var pattern : stanza.patterns()) {
        seen.stream()
            .filter(earlier -> !ignored && !earlier.text().equals(pattern.text()))
            .filter(e -> covers(e.text(), pattern.text()) || covers(pattern.text(), e.text()))
            .findFirst()
            .ifPresent(e -> problems.add(duplicate(card, stanza, pattern, e, host)));
      }
      seen.addAll(stanza.patterns());
    }
    return problems.stream();
  }

  private static Problem duplicate(
      Card card, Stanza stanza, Pattern pattern, Pattern earlier, HostView host) {
    var spot = Spot.of(stanza, pattern);
    if (covers(earlier.text(), pattern.text())) {
      return card.at(spot, pattern.text() + " is already rotated as " + earlier.text())
          .remedy(edit(spot));
    }
    boolean there = host.facts().file(earlier.text()) == Presence.PRESENT;
    return card.at(spot, pattern.text() + " takes in " + earlier.text() + ", which is rotated")
        .weighing(there ? Severity.ERROR : Severity.WARNING)
        .remedy(edit(spot));
  }

  /// Whether every log of the second pattern is one of the first.
  private static boolean covers(String earlier, String later) {
    if (earlier.equals(later)) return true;
    if (isGlob(later) || !earlier.contains("*") || earlier.contains("{")) return false;
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + earlier).matches(Path.of(later));
    } catch (PatternSyntaxException | java.nio.file.InvalidPathException e) {
      return false; // a pattern that the C library reads as plain text
    }
  }

  private static Stream<Problem> ownOutput(Card card, Stanza stanza, HostView host) {
    var settings = stanza.settings();
    var olddir = settings.value("olddir").orElse("");
    boolean named = settings.has("extension") || settings.has("addextension");
    return stanza.patterns().stream()
        .filter(p -> p.text().endsWith("*") && !(settings.has("dateext") && named))
        .filter(_ -> olddir.isEmpty()) // rotated logs go elsewhere, and folders are left out
        .limit(1)
        .map(p -> {
          boolean everything = p.text().endsWith("/*");
          return card.at(
                  Spot.of(stanza, p), p.text() + " also matches the files that rotation makes")
              .suggest(everything ? p.text() + ".log" : "")
              .weighing(everything ? Severity.ERROR : Severity.WARNING)
              .remedy(edit(Spot.of(stanza, p)));
        });
  }

  private static Stream<Problem> noSuchLog(Card card, Stanza stanza, HostView host) {
    var logs =
        stanza.patterns().stream()
            .filter(p -> !p.glob() && host.facts().file(p.text()) != Presence.PRESENT);
    return Stream.concat(
        logs.flatMap(p -> noSuchLog(card, stanza, p, host)), noSuchFolder(card, stanza, host));
  }

  private static Stream<Problem> noSuchLog(Card card, Stanza stanza, Pattern p, HostView host) {
    return new NearPath(host.facts())
        .of(p.text()).stream()
            .filter(near -> !rotatedAnyway(near, host))
            .map(near ->
                card.at(Spot.of(stanza, p), p.text() + " is not there, but " + near + " is")
                    .suggest(near)
                    .remedy(Remedy.replace(stanza.path(), p.line(), p.text(), near)));
  }

  /// A pattern of a folder that is not there, although one with a similar name is and has no stanza
  /// of its own.
  private static Stream<Problem> noSuchFolder(Card card, Stanza stanza, HostView host) {
    return stanza.patterns().stream()
        .filter(p -> p.glob() && !isGlob(folder(p.text())) && !p.text().contains("{"))
        .filter(p -> host.facts().file(folder(p.text())) == Presence.ABSENT)
        .flatMap(p -> {
          var folder = folder(p.text());
          return new NearPath(host.facts())
                  .of(folder)
                  .filter(near -> Spelling.similar(folder, near))
                  .filter(
                      near -> host.facts().stat(near).filter(s -> s.type().equals("d")).isPresent())
                  .filter(near -> patterns(host).noneMatch(o -> o.text().startsWith(near + "/")))
                  .map(near ->
                      card.at(Spot.of(stanza, p), folder + " is not there, but " + near + " is")
                          .suggest(near + p.text().substring(folder.length()))
                          .remedy(Remedy.replace(stanza.path(), p.line(), folder, near)))
                  .stream();
        });
  }

  private static Stream<Pattern> patterns(HostView host) {
    return host.logrotate().stanzas().stream().flatMap(s -> s.patterns().stream());
  }

  private static boolean isGlob(String path) {
    return path.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  private static boolean rotatedAnyway(String path, HostView host) {
    return patterns(host).anyMatch(p -> covers(p.text(), path));
  }

  private static Stream<Problem> sandbox(Card card, Stanza stanza, HostView host) {
    var protect = setting("ProtectSystem", host);
    boolean byCron =
        jobs(stanza, host)
            .anyMatch(j -> host.jobs().stream().anyMatch(c -> c.job().id().equals(j.driver())));
    if (byCron || protect.filter(p -> p.equals("no") || p.equals("false")).isPresent()) {
      return Stream.empty();
    }
    var writable = List.of(setting("ReadWritePaths", host).orElse("").split(" ", -1));
    boolean strict = protect.orElse("").equals("strict");
    boolean etc = strict || protect.orElse("full").equals("full");
    boolean known = protect.isPresent() || host.fact("os").isPresent();
    return stanza.patterns().stream()
        .filter(p ->
            p.text().startsWith("/usr/")
                || p.text().startsWith("/boot/")
                || strict
                || (etc && p.text().startsWith("/etc/")))
        .filter(p -> writable.stream().noneMatch(w -> !w.isEmpty() && p.text().startsWith(w)))
        .limit(1)
        .map(p -> {
          var problem =
              card.at(
                      Spot.of(stanza, p),
                      "logrotate.service may not write below " + folder(p.text()))
                  .remedy(
                      Remedy.look(
                          "add ReadWritePaths=" + folder(p.text()),
                          "systemctl",
                          "edit",
                          "logrotate.service"));
          return known
              ? problem.losing(jobs(stanza, host))
              : problem.weighing(Severity.WARNING).sure(Confidence.POSSIBLE);
        });
  }

  /// As systemd says it is in force, or as the unit says it.
  private static Optional<String> setting(String name, HostView host) {
    return host.fact("sandbox:" + name)
        .or(() ->
            host.units()
                .find("logrotate.service")
                .flatMap(u -> u.last("Service", name))
                .map(Unit.Placed::value));
  }

  private static Stream<Problem> link(Card card, Stanza stanza, HostView host) {
    if (stanza.settings().has("allowhardlink")) return Stream.empty();
    return stanza.patterns().stream()
        .flatMap(p ->
            p.glob()
                ? links(p, host)
                    .filter(log -> !alias(log, host))
                    .map(l -> linked(card, stanza, p, l))
                : Stream.of(p.text())
                    .filter(log -> isLink(log, host))
                    .map(l -> linked(card, stanza, p, l).losing(jobs(stanza, host))));
  }

  private static Problem linked(Card card, Stanza stanza, Pattern pattern, String log) {
    return card.at(Spot.of(stanza, pattern), "logrotate skips " + log + ", which is a link")
        .remedy(Remedy.look("rotate what it leads to", "readlink", "-f", log));
  }

  private static boolean isLink(String log, HostView host) {
    return host.facts().stat(log).filter(s -> s.type().equals("l")).isPresent()
        || host.fact("nlink:" + log).filter(n -> !n.equals("1")).isPresent();
  }

  /// The known links that a pattern takes in.
  private static Stream<String> links(Pattern pattern, HostView host) {
    return host.config().disk().stats().keySet().stream()
        .filter(path -> isLink(path, host) && covers(pattern.text(), path))
        .sorted();
  }

  /// Whether a link is a second name of a log that is rotated itself, as `current` and `latest`
  /// are, or of a device.
  private static boolean alias(String link, HostView host) {
    return host.fact("link:" + link)
        .map(to -> plain(to.startsWith("/") ? to : folder(link) + "/" + to))
        .map(to -> to.startsWith("/dev/") || to.startsWith("/proc/") || rotatedAnyway(to, host))
        .orElseGet(() -> ALIAS.matcher(link).find());
  }

  /// An absolute path without `.`, `..` and doubled slashes.
  private static String plain(String path) {
    var names = new ArrayDeque<String>();
    for (var name : path.split("/", -1)) {
      if (name.equals("..")) names.pollLast();
      else if (!name.isEmpty() && !name.equals(".")) names.addLast(name);
    }
    return "/" + String.join("/", names);
  }

  private static Stream<Problem> comma(Card card, Stanza stanza, HostView host) {
    return stanza.patterns().stream()
        .filter(p -> p.text().endsWith(",") || p.text().matches("/[^,{]*,/.*"))
        .map(p -> {
          var good = p.text().replace(",/", " /").replaceFirst(",$", "");
          return card.at(Spot.of(stanza, p), "logrotate takes the comma for part of the name")
              .suggest(good)
              .remedy(Remedy.replace(stanza.path(), p.line(), p.text(), good))
              .losing(jobs(stanza, host));
        });
  }
}
