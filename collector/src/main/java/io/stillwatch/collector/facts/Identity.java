// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import java.util.Optional;
import java.util.regex.Pattern;

/// Who the collector is: its account, and its role if it has one.
record Identity(String account, Optional<String> role) {
  private static final Pattern ROLE = Pattern.compile(":(?:assumed-)?role/(?:.*/)?([^/]+)/[^/]+$");

  /// `arn:aws:sts::123456789012:assumed-role/NAME/SESSION` is of the role NAME; a user has none.
  static Identity of(String account, String arn) {
    var matcher = ROLE.matcher(arn);
    return new Identity(account, matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty());
  }

  Optional<String> roleArn() {
    return role.map(name -> "arn:aws:iam::" + account + ":role/" + name);
  }
}
