// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// Which messages a subscription wants: keys with lists of conditions. All keys must match, and of
/// each key one condition (developer guide of SNS, "Subscription filter policies").
///
/// Known conditions: exact values, `prefix`, `suffix`, `equals-ignore-case`, `anything-but`,
/// `exists`, `numeric`; `$or` over several keys. Any other is refused, as SNS refuses a misspelt
/// one.
final class FilterPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_KEYS = 5;
  private static final int MAX_COMBINATIONS = 150;

  private final JsonNode policy;
  private final boolean ofBody;

  private FilterPolicy(JsonNode policy, boolean ofBody) {
    this.policy = policy;
    this.ofBody = ofBody;
  }

  /// `scope` is `MessageAttributes`, `MessageBody` or empty.
  static FilterPolicy of(String json, String scope) {
    if (!List.of("", "MessageAttributes", "MessageBody").contains(scope)) {
      throw invalid("FilterPolicyScope: Invalid value [" + scope + "]");
    }
    var policy = parsed(json);
    if (policy == null || !policy.isObject()) throw invalid("FilterPolicy: failed to parse JSON");
    var filter = new FilterPolicy(policy, scope.equals("MessageBody"));
    var size = filter.check(policy, new Size(0, 1));
    if (size.keys() > MAX_KEYS) throw invalid("FilterPolicy: too many keys");
    if (size.combinations() > MAX_COMBINATIONS) {
      throw invalid("FilterPolicy: Filter policy is too complex");
    }
    return filter;
  }

  private record Size(int keys, int combinations) {}

  private Size check(JsonNode object, Size size) {
    for (var entry : object.properties()) {
      var value = entry.getValue();
      if (value.isArray() && entry.getKey().equals("$or")) {
        for (var branch : value) size = check(branch, size);
      } else if (value.isArray() && !value.isEmpty()) {
        for (var condition : value) checkCondition(condition);
        size = new Size(size.keys() + 1, size.combinations() * value.size());
      } else if (value.isObject() && ofBody) {
        size = check(value, size);
      } else {
        throw invalid("FilterPolicy: \"" + entry.getKey() + "\" must be an object or an array");
      }
    }
    return size;
  }

  private static void checkCondition(JsonNode condition) {
    if (!condition.isObject()) return;
    var name = condition.size() == 1 ? condition.fieldNames().next() : condition.toString();
    if (List.of("prefix", "suffix", "equals-ignore-case", "anything-but", "exists", "numeric")
        .contains(name)) return;
    throw invalid("FilterPolicy: Unrecognized match type " + name);
  }

  /// A body that is not JSON matches no policy about bodies.
  boolean accepts(Map<String, MessageAttribute> attributes, String body) {
    if (!ofBody) {
      return accepts(
          policy,
          key -> attributes.containsKey(key) ? attributes.get(key).values() : List.<JsonNode>of());
    }
    var json = parsed(body);
    return json != null && json.isObject() && accepts(policy, json);
  }

  private static boolean accepts(JsonNode policy, JsonNode body) {
    return policy
        .propertyStream()
        .allMatch(entry -> {
          var here = body.path(entry.getKey());
          if (entry.getValue().isObject()) return accepts(entry.getValue(), here);
          if (entry.getKey().equals("$or")) {
            return entry.getValue().valueStream().anyMatch(branch -> accepts(branch, body));
          }
          return matches(entry.getValue(), values(here));
        });
  }

  private static List<JsonNode> values(JsonNode node) {
    if (node.isMissingNode()) return List.of();
    return node.isArray() ? node.valueStream().toList() : List.of(node);
  }

  private static boolean accepts(JsonNode policy, Function<String, List<JsonNode>> values) {
    return policy
        .propertyStream()
        .allMatch(entry ->
            entry.getKey().equals("$or")
                ? entry.getValue().valueStream().anyMatch(branch -> accepts(branch, values))
                : matches(entry.getValue(), values.apply(entry.getKey())));
  }

  private static boolean matches(JsonNode conditions, List<JsonNode> values) {
    return conditions
        .valueStream()
        .anyMatch(condition ->
            condition.has("exists")
                ? condition.path("exists").asBoolean() != values.isEmpty()
                : values.stream().anyMatch(test(condition)));
  }

  private static Predicate<JsonNode> test(JsonNode condition) {
    if (!condition.isObject()) return value -> equal(condition, value);
    var entry = condition.properties().iterator().next();
    var operand = entry.getValue();
    return switch (entry.getKey()) {
      case "prefix" -> text(word -> word.startsWith(operand.asText()));
      case "suffix" -> text(word -> word.endsWith(operand.asText()));
      case "equals-ignore-case" ->
          text(word ->
              word.toLowerCase(Locale.ROOT).equals(operand.asText().toLowerCase(Locale.ROOT)));
      case "numeric" -> value -> value.isNumber() && within(operand, value.asDouble());
      default -> anythingBut(operand).negate();
    };
  }

  private static Predicate<JsonNode> anythingBut(JsonNode operand) {
    if (operand.isObject()) return test(operand);
    return value ->
        operand.isArray()
            ? operand.valueStream().anyMatch(one -> equal(one, value))
            : equal(operand, value);
  }

  private static Predicate<JsonNode> text(Predicate<String> test) {
    return value -> value.isTextual() && test.test(value.asText());
  }

  private static boolean equal(JsonNode wanted, JsonNode value) {
    if (wanted.isNumber() && value.isNumber()) {
      return wanted.decimalValue().compareTo(value.decimalValue()) == 0;
    }
    return wanted.equals(value);
  }

  /// `[">", 0, "<=", 5]`.
  private static boolean within(JsonNode range, double value) {
    for (int i = 0; i + 1 < range.size(); i += 2) {
      int side = Double.compare(value, range.get(i + 1).asDouble());
      boolean fits =
          switch (range.get(i).asText()) {
            case "=" -> side == 0;
            case ">" -> side > 0;
            case ">=" -> side >= 0;
            case "<" -> side < 0;
            case "<=" -> side <= 0;
            default -> throw invalid("FilterPolicy: unrecognized numeric operator");
          };
      if (!fits) return false;
    }
    return true;
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static RefusedException invalid(String what) {
    return new RefusedException(400, "InvalidParameter", "Invalid parameter: " + what);
  }
}
