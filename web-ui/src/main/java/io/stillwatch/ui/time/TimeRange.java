// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.time;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A time range as the address has it: `from=now-7d`, `from=now/d`, or two ISO instants.
///
/// Relative ends follow the clock, so a shared link shows what is new; absolute ones show the same
/// to everybody. What cannot be understood counts as the default: an address never fails on its
/// range.
public record TimeRange(String from, String to) {
  public static final String FROM = "from";
  public static final String TO = "to";

  /// The ranges that are one click away. Rotation is daily or weekly, so none is shorter than a
  /// day.
  public enum Quick {
    TODAY("now/d", "Today"),
    DAY("now-24h", "Last 24 hours"),
    WEEK("now-7d", "Last 7 days"),
    MONTH("now-30d", "Last 30 days"),
    QUARTER("now-90d", "Last 90 days"),
    ALL("now-400d", "Last 400 days");

    private final String token;
    private final String label;

    Quick(String token, String label) {
      this.token = token;
      this.label = label;
    }

    public String label() {
      return label;
    }

    public TimeRange range() {
      return new TimeRange(token, NOW);
    }
  }

  private static final String NOW = "now";
  public static final TimeRange DEFAULT = Quick.WEEK.range();
  private static final Pattern BACK = Pattern.compile("now-(\\d{1,4})([mhdw])");

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
    var start = instant(from, now, zone).orElse(now.minus(Duration.ofDays(7)));
    var end = instant(to, now, zone).orElse(now);
    return start.isBefore(end)
        ? new Interval(start, end)
        : new Interval(end.minus(Duration.ofHours(1)), end);
  }

  /// Whether a text names an end of a range.
  public static boolean understands(String token) {
    return instant(token, Instant.EPOCH, ZoneOffset.UTC).isPresent();
  }

  private static Optional<Instant> instant(String token, Instant now, ZoneId zone) {
    if (token.equals(NOW)) return Optional.of(now);
    if (token.equals("now/d")) {
      return Optional.of(now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
    }
    var back = BACK.matcher(token);
    if (back.matches()) {
      return Optional.of(
          now.minus(unit(back.group(2)).multipliedBy(Long.parseLong(back.group(1)))));
    }
    try {
      return Optional.of(Instant.parse(token));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
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
