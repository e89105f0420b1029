// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

/// Where what the watch found out is kept: the watch writes it, everything else reads it.
public record Outcomes(
    JobStatusStore statuses,
    RunStore runs,
    VerdictStore verdicts,
    AnomalyStore anomalies,
    SizeStore sizes) {}
