// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Instant;

/// What is known of a model: when it was trained, on which stretch of time, on how much, how well.
public record ModelCard(
    String id,
    Instant trainedAt,
    Instant from,
    Instant until,
    int windows,
    double threshold,
    TrainingCourse course) {}
