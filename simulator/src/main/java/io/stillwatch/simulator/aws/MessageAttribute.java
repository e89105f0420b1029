// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One attribute of a published message, by the rules of "Amazon SNS message attributes" in the
/// developer guide: names of 256 letters, digits, `_`, `-` and `.`; types String, String.Array,
/// Number and Binary; no empty value.
record MessageAttribute(String type, String value) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TYPES = List.of("String", "String.Array", "Number", "Binary");

  /// Those of a request, in its order.
  static Map<String, MessageAttribute> of(QueryRequest request) {
    var attributes = new LinkedHashMap<String, MessageAttribute>();
    for (var n = 1; ; n++) {
      var entry = "MessageAttributes.entry." + n + ".";
      var name = request.text(entry + "Name").orElse("");
      if (name.isEmpty()) return attributes;
      checkName(name);
      var type = request.text(entry + "Value.DataType").orElse("");
      var kind = type.equals("Binary") ? "BinaryValue" : "StringValue";
      var value = request.text(entry + "Value." + kind).orElse("");
      if (attributes.put(name, checked(name, new MessageAttribute(type, value))) != null) {
        throw invalid("The message attribute '" + name + "' occurs more than once.");
      }
    }
  }

  private static void checkName(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (!name.matches("[A-Za-z0-9_.-]{1,256}")
        || name.startsWith(".")
        || name.endsWith(".")
        || name.contains("..")
        || lower.startsWith("aws.")
        || lower.startsWith("amazon.")) {
      throw invalid("The message attribute name '" + name + "' is not valid.");
    }
  }

  private static MessageAttribute checked(String name, MessageAttribute attribute) {
    if (!TYPES.contains(attribute.type())) {
      throw invalid("The message attribute '" + name + "' has an invalid message attribute type.");
    }
    if (attribute.value().isEmpty()) {
      throw invalid(
          "The message attribute '"
              + name
              + "' must contain non-empty message attribute value for message attribute type '"
              + attribute.type()
              + "'.");
    }
    boolean fits =
        switch (attribute.type()) {
          case "String.Array" -> attribute.json().isArray();
          case "Number" -> attribute.value().matches("-?\\d{1,20}(\\.\\d+)?");
          default -> true;
        };
    if (!fits) {
      throw invalid("Could not cast message attribute '" + name + "' value to its type.");
    }
    return attribute;
  }

  /// What a filter policy compares: none of Binary, the elements of an array.
  List<JsonNode> values() {
    return switch (type) {
      case "Binary" -> List.of();
      case "Number" -> List.of(DecimalNode.valueOf(new BigDecimal(value)));
      case "String.Array" -> List.copyOf(json().valueStream().toList());
      default -> List.of(TextNode.valueOf(value));
    };
  }

  private JsonNode json() {
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static RefusedException invalid(String what) {
    return new RefusedException(400, "ParameterValueInvalid", what);
  }
}
