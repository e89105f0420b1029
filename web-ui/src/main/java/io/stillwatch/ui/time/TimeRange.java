// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.time;

import io.stillwatch.core.job.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time range as the address has it: `from=now-7d`, `from=now-1d/d&to=now-1d/d` (yesterday), days
/// such as `2026-11-18`, or two ISO instants.
///
/// As in Kibana, a range begins with the first moment of the day or week that `from` names, and
/// ends with the last one of that of `to`.
///
/// Relative ends follow the clock, so a shared link shows what is new; absolute ones show the same
/// to everybody. What cannot be understood counts as the default: an address never fails on its
/// range.
public record TimeRange(String from, String to) {
  public static final String FROM = "from";
  public static final String TO = "to";
  private static final String NOW = "now";

  /// The ranges that are one click away.
  public enum Quick {
    TODAY("now/d", NOW, "Today"),
    YESTERDAY("now-1d/d", "now-1d/d", "Yesterday"),
    THIS_WEEK("now/w", NOW, "This week"),
    QUARTER_HOUR("now-15m", NOW, "Last 15 minutes"),
    HOUR("now-1h", NOW, "Last hour"),
    DAY("now-24h", NOW, "Last 24 hours"),
    WEEK("now-7d", NOW, "Last 7 days"),
    MONTH("now-30d", NOW, "Last 30 days"),
    QUARTER("now-90d", NOW, "Last 90 days"),
    ALL("now-400d", NOW, "Last 400 days");

    private final String from;
    private final String to;
    private final String label;

    Quick(String from, String to, String label) {
      this.from = from;
      this.to = to;
      this.label = label;
    }

    public String label() {
      return label;
    }

    public TimeRange range() {
      return new TimeRange(from, to);
    }
  }

  public static final TimeRange DEFAULT = Quick.WEEK.range();

  /// As Kibana has it: some time before now, and the day or week in which that is.
  private static final Pattern MATH = Pattern.compile("now(?:-(\\d{1,4})([mhdw]))?(?:/([dw]))?");

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  public static TimeRange absolute(Instant from, Instant until) {
    return new TimeRange(from.toString(), until.toString());
  }

  /// Reads the parameters of an address; only the first value of each counts.
  public static TimeRange of(Map<String, List<String>> parameters) {
    var range = new TimeRange(first(parameters, FROM, DEFAULT.from), first(parameters, TO, NOW));
    return understands(range.from) && understands(range.to) ? range : DEFAULT;
  }

  public Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put(FROM, from);
    if (!to.equals(NOW)) parameters.put(TO, to);
    return parameters;
  }

  public Optional<Quick> quick() {
    for (var each : Quick.values()) if (each.range().equals(this)) return Optional.of(each);
    return Optional.empty();
  }

  public Interval at(Instant now, ZoneId zone) {
    var start = instant(from, false, now, zone).orElse(now.minus(Duration.ofDays(7)));
    var end = instant(to, true, now, zone).orElse(now);
    return start.isBefore(end)
        ? new Interval(start, end)
        : new Interval(end.minus(Duration.ofHours(1)), end);
  }

  /// Whether a text names an end of a range.
  public static boolean understands(String token) {
    return instant(token, false, Instant.EPOCH, ZoneOffset.UTC).isPresent();
  }

  /// Where a token names a day or a week, `ends` asks for its end.
  private static Optional<Instant> instant(String token, boolean ends, Instant now, ZoneId zone) {
    var math = MATH.matcher(token);
    if (math.matches()) return Optional.of(counted(math, ends, now, zone));
    try {
      if (DAY.matcher(token).matches()) {
        var day = LocalDate.parse(token).plusDays(ends ? 1 : 0);
        return Optional.of(day.atStartOfDay(zone).toInstant());
      }
      return Optional.of(Instant.parse(token));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// A day before the beginning of one may be 23 or 25 hours long.
  private static Instant counted(Matcher math, boolean ends, Instant now, ZoneId zone) {
    long count = math.group(1) == null ? 0 : Long.parseLong(math.group(1));
    var unit = math.group(2) == null ? Duration.ZERO : unit(math.group(2));
    if (math.group(3) == null) return now.minus(unit.multipliedBy(count));
    boolean byDay = unit.compareTo(Duration.ofDays(1)) >= 0;
    var day =
        byDay
            ? now.atZone(zone).toLocalDate().minusDays(unit.toDays() * count)
            : now.minus(unit.multipliedBy(count)).atZone(zone).toLocalDate();
    boolean byWeek = math.group(3).equals("w");
    var first = byWeek ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : day;
    int days = byWeek ? 7 : 1;
    return first.plusDays(ends ? days : 0).atStartOfDay(zone).toInstant();
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "w" -> Duration.ofDays(7);
      default -> Duration.ofDays(1);
    };
  }

  private static String first(Map<String, List<String>> parameters, String name, String otherwise) {
    var values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() || values.getFirst().isBlank() ? otherwise : values.getFirst();
  }
}
