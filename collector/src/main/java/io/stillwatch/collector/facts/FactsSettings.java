// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.rds.RdsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What to read of an account, and how often.
///
/// Without a selection no instance is read. `topics` are ARNs; `roles` are names, and none means
/// the role that the collector itself has.
public record FactsSettings(
    AwsAccess access,
    Duration every,
    Optional<RdsSettings.Selection> instances,
    List<Bucket> buckets,
    List<String> topics,
    List<String> roles) {
  /// A bucket, and the prefix below which the collector reads; the prefix may be empty.
  public record Bucket(String name, String prefix) {}

  public FactsSettings {
    buckets = List.copyOf(buckets);
    topics = List.copyOf(topics);
    roles = List.copyOf(roles);
  }
}
