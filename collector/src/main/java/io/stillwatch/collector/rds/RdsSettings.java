// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import java.util.List;

/// Which account to look at: a region, an endpoint other than that of AWS, and which instances.
///
/// An empty endpoint means AWS; an empty list of instances means all of them.
public record RdsSettings(String region, String endpointUrl, List<String> instances) {
  public RdsSettings {
    instances = List.copyOf(instances);
    if (region.isBlank())
      throw new IllegalArgumentException(
          "aws.region is empty. Name one, for instance eu-central-1.");
  }

  boolean wants(String instance) {
    return instances.isEmpty() || instances.contains(instance);
  }
}
