// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.iam;

import io.stillwatch.auditor.document.Tree;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// The condition block of a statement: operators AND, keys AND, values OR.
///
/// `..IfExists` holds without the key, `ForAllValues` too, `ForAnyValue` does not; a negated
/// operator holds without the key.
final class Conditions {
  private Conditions() {}

  static Optional<Boolean> hold(Tree block, Map<String, List<String>> context) {
    boolean unknown = false;
    for (var operator : block.keys()) {
      for (var key : block.at(operator).keys()) {
        var holds = holds(operator, block.at(operator).at(key).texts(), context, key);
        if (holds.isEmpty()) unknown = true;
        else if (!holds.get()) return Optional.of(false);
      }
    }
    return unknown ? Optional.empty() : Optional.of(true);
  }

  private static Optional<Boolean> holds(
      String name, List<String> wanted, Map<String, List<String>> context, String key) {
    var operator = name.replaceFirst("^(?:ForAllValues|ForAnyValue):", "");
    boolean ifExists = operator.endsWith("IfExists");
    if (ifExists) operator = operator.substring(0, operator.length() - "IfExists".length());
    var actual = context.get(key.toLowerCase(Locale.ROOT));
    if (actual == null) return Optional.empty();
    if (operator.equals("Null")) {
      return Optional.of(wanted.contains("true") == actual.isEmpty());
    }
    boolean forAll = name.startsWith("ForAllValues:");
    boolean negated = operator.contains("Not");
    if (actual.isEmpty()) return Optional.of(ifExists || forAll || negated);
    var test = test(operator);
    if (test.isEmpty()) return Optional.empty();
    var compare = test.get();
    if (forAll) {
      return Optional.of(actual.stream().allMatch(a -> one(a, wanted, compare, negated)));
    }
    return Optional.of(actual.stream().anyMatch(a -> one(a, wanted, compare, negated)));
  }

  /// Any of the values, or with a negated operator none of them.
  private static boolean one(
      String actual, List<String> wanted, BiPredicate<String, String> compare, boolean negated) {
    boolean any = wanted.stream().anyMatch(w -> compare.test(w, actual));
    return negated != any;
  }

  private static Optional<BiPredicate<String, String>> test(String operator) {
    return switch (operator) {
      case "StringEquals", "StringNotEquals" -> Optional.of(String::equals);
      case "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "Bool" ->
          Optional.of(String::equalsIgnoreCase);
      case "StringLike", "StringNotLike", "ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals" ->
          Optional.of(Wildcard::matches);
      case "NumericEquals", "NumericNotEquals" -> Optional.of((w, a) -> compare(w, a) == 0);
      case "NumericLessThan" -> Optional.of((w, a) -> compare(a, w) < 0);
      case "NumericLessThanEquals" -> Optional.of((w, a) -> compare(a, w) <= 0);
      case "NumericGreaterThan" -> Optional.of((w, a) -> compare(a, w) > 0);
      case "NumericGreaterThanEquals" -> Optional.of((w, a) -> compare(a, w) >= 0);
      case "DateLessThan" -> Optional.of((w, a) -> time(a).isBefore(time(w)));
      case "DateGreaterThan" -> Optional.of((w, a) -> time(a).isAfter(time(w)));
      case "IpAddress", "NotIpAddress" -> Optional.of(AddressRange::contains);
      default -> Optional.empty();
    };
  }

  private static int compare(String a, String b) {
    return number(a).compareTo(number(b));
  }

  private static BigDecimal number(String text) {
    return text.matches("-?\\d{1,18}(?:\\.\\d{1,9})?") ? new BigDecimal(text) : BigDecimal.ZERO;
  }

  private static Instant time(String text) {
    try {
      return text.matches("\\d{1,12}")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH; // no date: in the past of every condition
    }
  }
}
