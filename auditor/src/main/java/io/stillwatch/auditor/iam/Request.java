// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.iam;

import java.util.List;
import java.util.Map;

/// Who wants to do what to which resource, and what is known of the circumstances.
///
/// `context` has the keys as AWS names them in lower case; an empty list is a key that the request
/// certainly does not carry, a missing one is a key of which nothing is known.
public record Request(
    String principal, String action, String resource, Map<String, List<String>> context) {
  public Request {
    context = Map.copyOf(context);
  }

  public Request(String principal, String action, String resource) {
    this(principal, action, resource, Map.of());
  }
}
