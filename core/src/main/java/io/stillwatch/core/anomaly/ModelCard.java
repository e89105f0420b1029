// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Instant;

/// What is known of the model in use: when it was trained, on how much, how well.
public record ModelCard(
    String id,
    Instant trainedAt,
    Instant from,
    Instant until,
    int windows,
    int epochs,
    double validationLoss,
    double threshold) {}
