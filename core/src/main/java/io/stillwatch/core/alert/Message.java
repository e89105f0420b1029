// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.util.Map;

/// One message in all its forms; SNS sends each subscriber the one of its protocol.
///
/// `subject` is at most 99 ASCII characters, `sms` at most 140, `json` an object, `attributes` what
/// subscription filters match on.
public record Message(
    String subject, String email, String sms, String json, Map<String, String> attributes) {
  public Message {
    attributes = Map.copyOf(attributes);
  }
}
