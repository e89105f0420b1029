// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import io.stillwatch.collector.cron.CronMessages;
import io.stillwatch.core.evidence.LogEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
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

  private static final Pattern ISO =
      Pattern.compile(
          "^(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?"
              + " ?(Z|[+-]\\d\\d:?\\d\\d)?[ :]+(.*)$",
          Pattern.DOTALL);
  private static final Pattern BSD =
      Pattern.compile(
          "^(\\p{L}{3,5})\\.? {1,2}(\\d{1,2}) (\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,9}))?[ :]+(.*)$",
          Pattern.DOTALL);
  private static final Pattern REPEATED =
      Pattern.compile("^\\s*message repeated \\d+ times: \\[ ?(.*)]$", Pattern.DOTALL);

  /// English, and the short names of French, German, Spanish and Italian where they differ.
  private static final Map<String, Integer> MONTHS =
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
    var gathered = GATHERED.matcher(text);
    if (gathered.find()) return gathered(text, gathered.end(), timeline);
    var body = PRIORITY.matcher(text).replaceFirst("");
    return protocol23(body, text, timeline)
        .or(() -> iso(body, text))
        .or(() -> bsd(body, text, timeline))
        .orElseGet(() -> undated(text, timeline));
  }

  /// The seconds in front of the line tell the year that the line itself leaves out.
  private SyslogLine gathered(String text, int prefix, Timeline timeline) {
    var seconds = Long.parseLong(text.split(" ", 3)[1]);
    var inner = read(text.substring(prefix), timeline);
    return new SyslogLine(
        Instant.ofEpochSecond(seconds), true, inner.host(), inner.event(), text, List.of());
  }

  private Optional<SyslogLine> protocol23(String body, String text, Timeline timeline) {
    var matcher = PROTOCOL_23.matcher(body);
    if (!matcher.matches()) return Optional.empty();
    var tag = Tag.protocol23(matcher.group(2));
    if (tag.isEmpty()) return Optional.empty();
    var time = ISO.matcher(matcher.group(1) + " ");
    var at = time.matches() ? isoTime(time) : Optional.<Instant>empty();
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
    var matcher = ISO.matcher(body);
    if (!matcher.matches()) return Optional.empty();
    return isoTime(matcher)
        .map(at -> {
          var tag = Tag.read(matcher.group(5));
          return new SyslogLine(at, true, tag.host(), event(tag), text, List.of());
        });
  }

  private Optional<Instant> isoTime(Matcher matcher) {
    try {
      var local =
          LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2))
              .plusNanos(nanos(matcher.group(3)));
      var offset = matcher.group(4);
      if (offset == null) return Optional.of(local.atZone(zone).toInstant());
      var colon =
          offset.length() == 5 ? offset.substring(0, 3) + ":" + offset.substring(3) : offset;
      return Optional.of(OffsetDateTime.parse(local + seconds(local) + colon).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty(); // 30 February and the like: kept as a line without a time
    }
  }

  /// [LocalDateTime#toString] leaves out seconds that are zero, and parsing does not mind.
  private static String seconds(LocalDateTime local) {
    return local.getSecond() == 0 && local.getNano() == 0 ? ":00" : "";
  }

  private Optional<SyslogLine> bsd(String body, String text, Timeline timeline) {
    var matcher = BSD.matcher(body);
    if (!matcher.matches()) return Optional.empty();
    var month = MONTHS.getOrDefault(matcher.group(1).toLowerCase(java.util.Locale.ROOT), 0);
    var day = Integer.parseInt(matcher.group(2));
    if (!Timeline.possible(month, day)) return Optional.empty();
    try {
      var time = LocalTime.parse(matcher.group(3)).plusNanos(nanos(matcher.group(4)));
      var tag = Tag.read(matcher.group(5));
      var at = timeline.yearless(month, day, time, zone);
      return Optional.of(
          new SyslogLine(at, true, tag.host(), event(tag), text, List.of("no-year")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static SyslogLine undated(String text, Timeline timeline) {
    var event = CronMessages.read("", 0, text);
    var known = event.concernsJobs() ? event : new LogEvent.Unparsed("no time stamp");
    return new SyslogLine(timeline.last(), false, "", known, text, List.of());
  }

  private static LogEvent event(Tag tag) {
    var repeated = REPEATED.matcher(tag.message());
    var message = repeated.matches() ? repeated.group(1) : tag.message();
    return CronMessages.read(tag.program(), tag.pid(), message);
  }

  private static long nanos(String fraction) {
    return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
  }
}
