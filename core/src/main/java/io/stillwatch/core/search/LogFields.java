// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import io.stillwatch.core.text.EditDistance;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The fields of log lines that can be searched, by dotted name.
public record LogFields(SortedMap<String, Type> types) {
  /// Nothing is known, so nothing is checked.
  public static final LogFields UNKNOWN = new LogFields(Collections.emptySortedMap());

  private static final Pattern NUMBERS =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

  /// Full or partial ISO dates, milliseconds since 1970, and date math as in `now-7d/d`.
  private static final Pattern DATES =
      Pattern.compile(
          "\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}(:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?)?(Z|[-+]\\d{2}:?\\d{2})?)?)?)?"
              + "|\\d{5,15}"
              + "|now([-+]\\d{1,6}[yMwdhHms])*(/[yMwdhHms])?");

  /// IPv4 and IPv6, with or without the length of a network.
  private static final Pattern ADDRESSES =
      Pattern.compile(
          "(?:\\d{1,3}\\.){3}\\d{1,3}(/\\d{1,2})?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/\\d{1,3})?");

  private static final int LONGEST_TYPO = 3;

  /// Keywords with few different values, in which even a search that reads all of them is cheap.
  private static final Set<String> FEW_VALUES =
      Set.of(
          "host.name",
          "host.type",
          "event.action",
          "event.category",
          "event.dataset",
          "event.module",
          "event.outcome",
          "log.level",
          "log.file.path",
          "process.name",
          "user.name",
          "tags",
          "cloud.instance.id",
          "stillwatch.source");

  /// What a field holds, as far as it matters for a query.
  public enum Type {
    KEYWORD("keyword"),
    TEXT("text"),
    DATE("date"),
    NUMBER("number"),
    ADDRESS("address"),
    OTHER("other");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /// Whether a value can be compared with those of such a field at all.
    public boolean accepts(String value) {
      return switch (this) {
        case NUMBER -> NUMBERS.matcher(value).matches();
        case DATE -> DATES.matcher(value).matches();
        case ADDRESS -> ADDRESSES.matcher(value).matches();
        case KEYWORD, TEXT, OTHER -> true;
      };
    }

    /// Whether values of it can be counted and sorted by.
    public boolean hasValues() {
      return this != TEXT && this != OTHER;
    }
  }

  public LogFields {
    types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
  }

  /// The type of a field; fields that are not known, and name patterns, have none.
  public Optional<Type> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  public boolean hasFewValues(String name) {
    return FEW_VALUES.contains(name) && types.containsKey(name);
  }

  /// The known name that is most like one that is not.
  public Optional<String> nearest(String name) {
    if (types.containsKey(name)) return Optional.empty();
    return types.keySet().stream()
        .filter(known -> distance(name, known) <= LONGEST_TYPO)
        .min(Comparator.comparingInt(known -> distance(name, known)));
  }

  private static int distance(String name, String known) {
    if (known.endsWith("." + name)) return 1;
    return EditDistance.between(name, known, LONGEST_TYPO);
  }
}
