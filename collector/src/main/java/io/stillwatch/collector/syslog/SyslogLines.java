// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import io.stillwatch.collector.cron.CronMessages;
import io.stillwatch.core.evidence.LogEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the lines of a system log in whatever layout each of them has.
///
/// One file may mix layouts (rsyslog was reconfigured) and hosts, so nothing is remembered between
/// lines but the [Timeline], which the caller carries.
public final class SyslogLines {
  private static final Pattern PRIORITY = Pattern.compile("^<\\d{1,3}>");

  /// Clusters that gather logs put label, seconds, date and node in front of the line.
  private static final Pattern GATHERED =
      Pattern.compile("^\\S+ \\d{9,10} \\d{4}\\.\\d\\d\\.\\d\\d \\S+ (?=\\p{L}{3} )");

  /// RFC 5424 after its priority: version, time, and the rest.
  private static final Pattern PROTOCOL_23 = Pattern.compile("^1 (\\S+) (\\S.*)$", Pattern.DOTALL);

  private static final Pattern REPEATED =
      Pattern.compile("^\\s*message repeated \\d+ times: \\[ ?(.*)]$", Pattern.DOTALL);

  /// English, and the short names of French, German, Spanish and Italian where they differ.
  private static final Map<String, Integer> LOWER_CASE_MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("ene", 1),
          Map.entry("gen", 1),
          Map.entry("janv", 1),
          Map.entry("feb", 2),
          Map.entry("févr", 2),
          Map.entry("fév", 2),
          Map.entry("mar", 3),
          Map.entry("mär", 3),
          Map.entry("mars", 3),
          Map.entry("märz", 3),
          Map.entry("apr", 4),
          Map.entry("avr", 4),
          Map.entry("avril", 4),
          Map.entry("abr", 4),
          Map.entry("may", 5),
          Map.entry("mai", 5),
          Map.entry("mag", 5),
          Map.entry("jun", 6),
          Map.entry("juin", 6),
          Map.entry("giu", 6),
          Map.entry("juni", 6),
          Map.entry("jul", 7),
          Map.entry("juil", 7),
          Map.entry("lug", 7),
          Map.entry("juli", 7),
          Map.entry("aug", 8),
          Map.entry("août", 8),
          Map.entry("ago", 8),
          Map.entry("sep", 9),
          Map.entry("sept", 9),
          Map.entry("set", 9),
          Map.entry("oct", 10),
          Map.entry("okt", 10),
          Map.entry("ott", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12),
          Map.entry("déc", 12),
          Map.entry("dez", 12),
          Map.entry("dic", 12));

  private static final Map<String, Integer> MONTHS = alsoCapitalized(LOWER_CASE_MONTHS);

  private static final List<String> NO_YEAR = List.of("no-year");

  private final ZoneId zone;

  /// `zone` is the one in which lines without an offset were written.
  public SyslogLines(ZoneId zone) {
    this.zone = zone;
  }

  /// What the line says; one without a time takes that of the line before.
  public SyslogLine read(String text, Timeline timeline) {
    if (text.startsWith("{")) {
      var journal = JournalJson.read(text, zone);
      if (journal.isPresent()) return journal.get();
    }
    if (mayBeGathered(text)) {
      var gathered = GATHERED.matcher(text);
      if (gathered.find()) return gathered(text, gathered.end(), timeline);
    }
    var body = text.startsWith("<") ? PRIORITY.matcher(text).replaceFirst("") : text;
    return protocol23(body, text, timeline)
        .or(() -> iso(body, text))
        .or(() -> bsd(body, text, timeline))
        .orElseGet(() -> undated(text, timeline));
  }

  /// Patterns are for what is rare: a line that has no digits behind its first blank is not
  /// gathered.
  private static boolean mayBeGathered(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0 || text.length() < blank + 20) return false;
    for (int i = 1; i <= 9; i++) if (!isDigit(text.charAt(blank + i))) return false;
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// The seconds in front of the line tell the year that the line itself leaves out.
  private SyslogLine gathered(String text, int prefix, Timeline timeline) {
    var seconds = Long.parseLong(text.split(" ", 3)[1]);
    var inner = read(text.substring(prefix), timeline);
    return new SyslogLine(
        Instant.ofEpochSecond(seconds), true, inner.host(), inner.event(), text, List.of());
  }

  private Optional<SyslogLine> protocol23(String body, String text, Timeline timeline) {
    if (!body.startsWith("1 ")) return Optional.empty();
    var matcher = PROTOCOL_23.matcher(body);
    if (!matcher.matches()) return Optional.empty();
    var tag = Tag.protocol23(matcher.group(2));
    if (tag.isEmpty()) return Optional.empty();
    var at = Stamp.whole(matcher.group(1) + " ", zone).map(Stamp.Whole::at);
    return Optional.of(
        new SyslogLine(
            at.orElse(timeline.last()),
            at.isPresent(),
            tag.get().host(),
            event(tag.get()),
            text,
            List.of()));
  }

  private Optional<SyslogLine> iso(String body, String text) {
    return Stamp.whole(body, zone)
        .map(stamp -> {
          var tag = Tag.read(body, stamp.rest());
          return new SyslogLine(stamp.at(), true, tag.host(), event(tag), text, List.of());
        });
  }

  private Optional<SyslogLine> bsd(String body, String text, Timeline timeline) {
    return Stamp.yearless(body).flatMap(stamp -> bsd(stamp, body, text, timeline));
  }

  private Optional<SyslogLine> bsd(
      Stamp.Yearless stamp, String body, String text, Timeline timeline) {
    int month = month(stamp.month());
    if (!Timeline.possible(month, stamp.day())) return Optional.empty();
    var tag = Tag.read(body, stamp.rest());
    var at = timeline.yearless(month, stamp.day(), stamp.time(), zone);
    return Optional.of(new SyslogLine(at, true, tag.host(), event(tag), text, NO_YEAR));
  }

  private static int month(String written) {
    var number = MONTHS.get(written);
    return number != null
        ? number
        : LOWER_CASE_MONTHS.getOrDefault(written.toLowerCase(Locale.ROOT), 0);
  }

  /// As nearly every log writes them.
  private static Map<String, Integer> alsoCapitalized(Map<String, Integer> names) {
    var all = new HashMap<>(names);
    names.forEach((name, number) ->
        all.put(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), number));
    return Map.copyOf(all);
  }

  private static SyslogLine undated(String text, Timeline timeline) {
    var event = CronMessages.read("", 0, text);
    var known = event.concernsJobs() ? event : new LogEvent.Unparsed("no time stamp");
    return new SyslogLine(timeline.last(), false, "", known, text, List.of());
  }

  private static LogEvent event(Tag tag) {
    return CronMessages.read(tag.program(), tag.pid(), once(tag.message()));
  }

  private static String once(String message) {
    if (!message.endsWith("]") || !message.stripLeading().startsWith("message repeated "))
      return message;
    var repeated = REPEATED.matcher(message);
    return repeated.matches() ? repeated.group(1) : message;
  }
}
