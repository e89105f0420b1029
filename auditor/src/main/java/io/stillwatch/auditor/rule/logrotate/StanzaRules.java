// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.RotationJob;
import io.stillwatch.auditor.logrotate.Directive;
import io.stillwatch.auditor.logrotate.Stanza;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Fact;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.auditor.rule.Rule;
import io.stillwatch.auditor.rule.Spot;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Finding.Severity;
import io.stillwatch.core.job.Job;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Settings of a stanza that logrotate accepts and that do not do what was meant.
final class StanzaRules {
  private static final Set<String> CRITERIA =
      Set.of("hourly", "daily", "weekly", "monthly", "yearly", "size");
  private static final Pattern HUGE = Pattern.compile("(\\d+)G|\\d{12,}");
  private static final long HUGE_GIB = 50;
  private static final Map<String, String> SINCE =
      Map.of(
          "ignoreduplicates",
          "3.21",
          "allowhardlink",
          "3.19",
          "noallowhardlink",
          "3.19",
          "minutes",
          "3.22",
          "renamecopy",
          "3.14",
          "createolddir",
          "3.9",
          "taboopat",
          "3.10",
          "datehourago",
          "3.14");

  private StanzaRules() {}

  static List<Rule> all() {
    return List.of(
        perStanza(
            Card.warning("LC13", "One criterion overrides another: only the last one counts.")
                .example(
                    "/var/log/x.log {\n  daily\n  rotate 7\n  size 100M\n}",
                    "/var/log/x.log {\n  daily\n  rotate 7\n  maxsize 100M\n}"),
            StanzaRules::criteria),
        perStanza(
            Card.warning("LC14", "Rotated logs are kept for ever.")
                .example(
                    "/var/log/x.log {\n  daily\n  rotate -1\n}",
                    "/var/log/x.log {\n  daily\n  rotate 7\n}"),
            StanzaRules::forEver),
        perStanza(
            Card.error("LC15", "The log is copied and never gets smaller.")
                .example(
                    "/var/log/x.log {\n  daily\n  rotate 7\n  copy\n}",
                    "/var/log/x.log {\n  daily\n  rotate 7\n  copytruncate\n}"),
            StanzaRules::copy),
        perStanza(
            Card.warning("LC21", "Two rotations get the same name, so the second does not happen.")
                .example(
                    "/var/log/x.log {\n  hourly\n  rotate 7\n  dateext\n  dateformat -%Y%m%d\n}",
                    "/var/log/x.log {\n  hourly\n  rotate 7\n  dateext\n  dateformat -%Y%m%d%H\n}"),
            StanzaRules::sameName),
        perStanza(
            Card.error("LC22", "Names do not sort by date, so the wrong files are deleted.")
                .example(
                    "/var/log/x.log {\n  daily\n  rotate 7\n  dateext\n  dateformat -%d%m%Y\n}",
                    "/var/log/x.log {\n  daily\n  rotate 7\n  dateext\n  dateformat -%Y%m%d\n}"),
            StanzaRules::unsortable),
        perStanza(
            Card.warning("LC23", "logrotate runs more rarely than the stanza asks for.")
                .example(
                    "/var/log/x.log {\n  hourly\n  rotate 7\n}",
                    "/var/log/x.log {\n  daily\n  rotate 7\n}"),
            StanzaRules::tooSeldom),
        perStanza(
            Card.error("LC34", "logrotate on this host is too old for a directive.")
                .example(
                    "fact logrotate.version = 3.14.0\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n  ignoreduplicates\n}",
                    "fact logrotate.version = 3.21.0\n# /etc/logrotate.conf\n/var/log/x.log {\n  rotate 7\n  ignoreduplicates\n}")
                .needing(Fact.LOGROTATE_VERSION),
            StanzaRules::tooNew),
        perStanza(
            Card.warning("LC35", "The size that a log must reach is hardly ever reached.")
                .example(
                    "/var/log/x.log {\n  daily\n  rotate 7\n  minsize 100G\n}",
                    "/var/log/x.log {\n  daily\n  rotate 7\n  minsize 100M\n}"),
            StanzaRules::huge),
        perStanza(
            Card.warning("LC17", "delaycompress has no effect without compress.")
                .example(
                    "/var/log/x.log {\n  daily\n  rotate 7\n  delaycompress\n}",
                    "/var/log/x.log {\n  daily\n  rotate 7\n  compress\n  delaycompress\n}"),
            StanzaRules::delayAlone));
  }

  /// What a rule says of one stanza.
  interface Check {
    Stream<Problem> check(Card card, Stanza stanza, HostView host);
  }

  static Rule perStanza(Card card, Check check) {
    return Rule.of(
        card,
        (c, host) -> host.logrotate().stanzas().stream().flatMap(s -> check.check(c, s, host)));
  }

  static Stream<Job> jobs(Stanza stanza, HostView host) {
    return host.rotations().stream().filter(r -> r.stanza().equals(stanza)).map(RotationJob::job);
  }

  /// The last directive of this name in the stanza itself.
  static Optional<Directive> own(Stanza stanza, String name) {
    return stanza.directives().stream().filter(d -> d.name().equals(name)).reduce((_, b) -> b);
  }

  /// The directive in force, or the first log of the stanza where it is inherited.
  static Spot spot(Stanza stanza, String name) {
    return own(stanza, name)
        .map(Spot::of)
        .orElseGet(() -> Spot.of(stanza, stanza.patterns().getFirst()));
  }

  /// A directive above one of the stanza's own that begins its line; above a brace it would be in
  /// force for every stanza.
  static Remedy add(Stanza stanza, String below, String directive, HostView host) {
    var line =
        own(stanza, below)
            .filter(d -> host.lineText(d.path(), d.line()).stripLeading().startsWith(d.name()))
            .map(Directive::line);
    return line.isPresent()
        ? Remedy.edit(stanza.path(), line.get() + "i " + directive)
        : Remedy.editor(stanza.path(), spot(stanza, below).line(), "add " + directive);
  }

  static Remedy edit(Spot spot) {
    return Remedy.editor(spot.path(), spot.line());
  }

  private static Stream<Problem> criteria(Card card, Stanza stanza, HostView host) {
    var used =
        stanza.directives().stream()
            .map(Directive::name)
            .filter(CRITERIA::contains)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (used.size() < 2) return Stream.empty();
    var spot = spot(stanza, used.getFirst());
    var title = String.join(", ", used) + ": only " + stanza.settings().criterion() + " counts";
    boolean size = stanza.settings().criterion().equals("size");
    var problem = card.at(size ? spot(stanza, "size") : spot, title).remedy(edit(spot));
    if (!size) return Stream.of(problem);
    var from = own(stanza, "size").orElseThrow().text();
    var to = from.replaceFirst("^size", "maxsize");
    return Stream.of(
        problem
            .suggest(to)
            .remedy(Remedy.replace(stanza.path(), problem.spot().line(), "size", "maxsize")));
  }

  private static Stream<Problem> forEver(Card card, Stanza stanza, HostView host) {
    var rotate = stanza.settings().rotations();
    boolean bounded = stanza.settings().has("maxage");
    boolean whole =
        !host.logrotate().main().isEmpty(); // a drop-in alone inherits what we cannot see
    boolean unsaid = !stanza.settings().has("rotate") && !bounded;
    if (unsaid && whole && host.logrotate().files().size() > 1) {
      var spot = Spot.of(stanza, stanza.patterns().getFirst());
      return Stream.of(
          card.at(spot, "There is no rotate: what is rotated is deleted at once")
              .remedy(edit(spot)));
    }
    if (rotate.orElse(0) != -1 || bounded) return Stream.empty();
    var spot = spot(stanza, "rotate");
    return Stream.of(
        card.at(spot, "rotate -1 keeps every rotated log for ever").remedy(edit(spot)));
  }

  private static Stream<Problem> copy(Card card, Stanza stanza, HostView host) {
    var settings = stanza.settings();
    if (settings.has("copy") && !settings.has("copytruncate")) {
      var spot = spot(stanza, "copy");
      return Stream.of(
          card.at(spot, "copy leaves the log as large as it was")
              .suggest("copytruncate")
              .remedy(Remedy.replace(stanza.path(), spot.line(), "copy", "copytruncate")));
    }
    if (!settings.has("copytruncate") || own(stanza, "create").isEmpty()) return Stream.empty();
    var spot = spot(stanza, "create");
    return Stream.of(
        card.at(spot, "create has no effect with copytruncate")
            .weighing(Severity.INFO)
            .remedy(edit(spot)));
  }

  private static Stream<Problem> sameName(Card card, Stanza stanza, HostView host) {
    var format = stanza.settings().value("dateformat").orElse("");
    boolean dated = stanza.settings().has("dateext");
    var criterion = stanza.settings().criterion();
    boolean often = criterion.equals("hourly") || criterion.equals("minutes");
    boolean daily = criterion.equals("daily") || criterion.equals("weekly");
    var missing =
        often && !format.matches(".*%[Hs].*")
            ? "%H"
            : daily && !format.matches(".*%[dsHV].*") && format.contains("%m") ? "%d" : "";
    if (!dated || missing.isEmpty() || format.isEmpty()) return Stream.empty();
    var spot = spot(stanza, "dateformat");
    var what = often ? "Several rotations a day" : "Several rotations a month";
    var good = missing.equals("%d") ? format.replace("%m", "%m%d") : format + missing;
    return Stream.of(
        card.at(spot, what + " get the same name " + format)
            .suggest(good)
            .remedy(Remedy.replace(stanza.path(), spot.line(), format, good)));
  }

  private static Stream<Problem> unsortable(Card card, Stanza stanza, HostView host) {
    var format = stanza.settings().value("dateformat").orElse("");
    int year = format.indexOf("%Y");
    int month = format.indexOf("%m");
    int day = format.indexOf("%d");
    boolean sorted =
        (year < 0 || month < 0 || year < month) && (month < 0 || day < 0 || month < day);
    boolean yearless = year < 0 && (month >= 0 || day >= 0) && !format.contains("%s");
    if (format.isEmpty() || (sorted && !yearless)) return Stream.empty();
    var spot = spot(stanza, "dateformat");
    return Stream.of(
        card.at(spot, "Names with " + format + " do not sort by date")
            .suggest("-%Y%m%d")
            .remedy(Remedy.replace(stanza.path(), spot.line(), format, "-%Y%m%d")));
  }

  private static Stream<Problem> tooSeldom(Card card, Stanza stanza, HostView host) {
    var criterion = stanza.settings().criterion();
    if (!criterion.equals("hourly") && !criterion.equals("minutes")) return Stream.empty();
    var runner = host.fact("logrotate.runner").orElse("");
    var driver = jobs(stanza, host).map(Job::driver).filter(d -> !d.isEmpty()).findFirst();
    if (runner.contains("hourly")) return Stream.empty();
    if (driver.isPresent()) {
      boolean seldom =
          host.coreJobs().stream()
              .filter(j -> j.id().equals(driver.get()))
              .anyMatch(j -> j.schedule().period().toHours() > 1);
      if (!seldom) return Stream.empty();
    }
    var spot = spot(stanza, criterion);
    return Stream.of(
        card.at(spot, criterion + " is asked for, but logrotate runs once a day")
            .sure(runner.isEmpty() && driver.isEmpty() ? Confidence.POSSIBLE : Confidence.CERTAIN)
            .remedy(Remedy.look("add OnCalendar=hourly", "systemctl", "edit", "logrotate.timer")));
  }

  private static Stream<Problem> tooNew(Card card, Stanza stanza, HostView host) {
    var version = host.fact("logrotate").or(() -> host.fact("logrotate.version")).orElse("");
    if (!version.matches("\\d+(?:\\.\\d+)++")) return Stream.empty();
    return stanza.directives().stream()
        .filter(d -> SINCE.containsKey(d.name()) && older(version, SINCE.get(d.name())))
        .map(d ->
            card.at(
                    Spot.of(d),
                    d.name() + " needs logrotate " + SINCE.get(d.name()) + ", here is " + version)
                .remedy(edit(Spot.of(d))));
  }

  private static boolean older(String version, String needed) {
    var a = version.split("\\.", -1);
    var b = needed.split("\\.", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int difference = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
      if (difference != 0) return difference < 0;
    }
    return a.length < b.length;
  }

  private static Stream<Problem> huge(Card card, Stanza stanza, HostView host) {
    return Stream.of("minsize", "size")
        .flatMap(name -> own(stanza, name).stream())
        .filter(d -> {
          var size = HUGE.matcher(d.value());
          return size.matches() && (size.group(1) == null || gib(size.group(1)) >= HUGE_GIB);
        })
        .map(d ->
            card.at(Spot.of(d), "A log of " + d.value() + " is rare; below it nothing is rotated")
                .remedy(edit(Spot.of(d))));
  }

  private static long gib(String digits) {
    return digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static Stream<Problem> delayAlone(Card card, Stanza stanza, HostView host) {
    var delay = own(stanza, "delaycompress");
    boolean inherits = host.logrotate().main().isEmpty() && own(stanza, "nocompress").isEmpty();
    if (delay.isEmpty() || stanza.settings().has("compress") || inherits) return Stream.empty();
    return Stream.of(
        card.at(Spot.of(delay.get()), "delaycompress waits for a compress that is not there")
            .remedy(add(stanza, "delaycompress", "compress", host)));
  }
}
