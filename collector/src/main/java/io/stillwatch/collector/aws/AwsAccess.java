// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.aws;

import java.util.Optional;

/// Which account and region to read, and how fast.
///
/// An empty endpoint means AWS. Without a role it is the account of the default credentials. So
/// many calls a second go to the RDS API of the account and region together, for it shares its
/// limits with everybody else's calls; 0 means that nobody counts them.
public record AwsAccess(
    String region, String endpointUrl, Optional<Role> role, double callsPerSecond) {
  /// A role of another account that the collector may assume; an empty external id is not sent.
  public record Role(String arn, String externalId) {}

  public AwsAccess {
    if (region.isBlank())
      throw new IllegalArgumentException(
          "aws.region is empty. Name one, for instance eu-central-1.");
    if (callsPerSecond < 0)
      throw new IllegalArgumentException("callsPerSecond < 0: " + callsPerSecond);
  }

  /// The account of the default credentials, without a limit of calls.
  public AwsAccess(String region, String endpointUrl) {
    this(region, endpointUrl, Optional.empty(), 0);
  }

  /// What stands in front of the names of a further account: `210987654321/eu-west-1/`.
  public String prefix() {
    return role.map(one -> account(one.arn()) + "/" + region + "/").orElse("");
  }

  private static String account(String arn) {
    var parts = arn.split(":", -1);
    return parts.length > 4 && !parts[4].isEmpty() ? parts[4] : arn;
  }
}
