// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Instant;

/// A job, and the instant as of which it is to be scored: nothing later counts.
public record ScoringRequest(JobHistory history, Instant at) {}
