// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.aws;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One call of the AWS Query protocol: an action and its flat parameters.
record QueryRequest(String action, Map<String, String> parameters) {
  QueryRequest {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  String required(String name) {
    return text(name)
        .orElseThrow(() ->
            new RefusedException(
                400, "MissingParameter", "The request must contain the parameter " + name));
  }

  OptionalLong number(String name) {
    var text = text(name);
    if (text.isEmpty()) return OptionalLong.empty();
    if (!text.get().matches("-?\\d{1,18}")) {
      throw new RefusedException(400, "MalformedInput", name + " is not a number: " + text.get());
    }
    return OptionalLong.of(Long.parseLong(text.get()));
  }
}
