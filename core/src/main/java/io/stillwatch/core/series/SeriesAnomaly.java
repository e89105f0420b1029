// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.time.Instant;

/// A stretch of a series that is not as expected: its score from 0 to 100, and what was observed
/// and expected where the two differ most.
public record SeriesAnomaly(
    Instant start, Instant end, double score, Instant peak, double observed, double expected) {}
