// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import io.stillwatch.collector.facts.RoleFacts.Request;
import java.util.ArrayList;
import java.util.List;

/// What the role of the collector must be allowed to do for these settings and instances.
///
/// Listing a bucket is left out: its usual condition, on the prefix, is known only with the
/// request.
final class NeededRequests {
  /// Policies name instances by pattern or not at all.
  private static final int MOST_INSTANCES = 20;

  private NeededRequests() {}

  /// `instances` are ARNs.
  static List<Request> of(List<String> instances, FactsSettings settings) {
    var all = new ArrayList<Request>();
    if (settings.instances().isPresent()) all.add(new Request("rds:DescribeDBInstances", "*"));
    instances.stream()
        .limit(MOST_INSTANCES)
        .forEach(arn -> {
          all.add(new Request("rds:DescribeDBLogFiles", arn));
          all.add(new Request("rds:DownloadDBLogFilePortion", arn));
        });
    for (var bucket : settings.buckets())
      all.add(
          new Request(
              "s3:GetObject", "arn:aws:s3:::" + bucket.name() + "/" + bucket.prefix() + "example"));
    for (var topic : settings.topics()) all.add(new Request("sns:Publish", topic));
    return all;
  }
}
