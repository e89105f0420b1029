// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.fleet;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.job.Job;
import java.time.Instant;
import java.util.Optional;

/// One job with its state now; `lastRun` and `nextDue` are empty where nothing is known.
public record JobStatus(
    Job job,
    JobState state,
    Optional<Instant> lastRun,
    Optional<Instant> nextDue,
    Optional<Alert> alert) {}
