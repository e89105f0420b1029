// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.region.AwsRegions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;

/// The auditor's list of regions is that of the SDK.
class AwsRegionsTest {
  @Test
  void the_regions_of_the_sdk_are_known() {
    assertThat(Region.regions().stream().filter(r -> !r.isGlobalRegion()).map(Region::id))
        .allMatch(AwsRegions::known)
        .allMatch(AwsRegions::wellFormed);
  }

  @ParameterizedTest
  @CsvSource({
    "eu-centrl-1, eu-central-1",
    "us-est-1, us-east-1",
    "eu-wset-1, eu-west-1",
    "eu-west1, eu-west-1",
    "ap-southest-2, ap-southeast-2",
    "us-east-1a, us-east-1",
    "eu-west-9, ",
    "eu-east-1, ",
    "sa-west-1, ",
    "ap-west-1, ",
    "moon, "
  })
  void a_misspelt_one_has_a_region_that_was_meant(String written, @Nullable String meant) {
    assertThat(AwsRegions.meant(written).orElse(null)).isEqualTo(meant);
  }
}
