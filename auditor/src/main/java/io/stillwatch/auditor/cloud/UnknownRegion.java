// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static io.stillwatch.auditor.cloud.DocumentRule.at;

import io.stillwatch.auditor.region.AwsRegions;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Remedy;
import io.stillwatch.core.finding.Finding.Severity;
import java.util.Optional;

/// A region of an ARN that AWS does not have: an error if it is misspelt, else a warning, because
/// AWS opens regions.
final class UnknownRegion {
  private UnknownRegion() {}

  static Optional<Problem> of(Card card, String pointer, String region) {
    if (region.isEmpty() || AwsRegions.known(region)) return Optional.empty();
    var problem =
        at(card, pointer, "AWS has no region " + region)
            .remedy(Remedy.byHand("name a region of aws account list-regions"));
    return Optional.of(
        AwsRegions.meant(region)
            .map(meant ->
                problem
                    .weighing(Severity.ERROR)
                    .suggest(meant)
                    .remedy(Remedy.byHand("write " + meant)))
            .orElse(problem.weighing(Severity.WARNING)));
  }
}
