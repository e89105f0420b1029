// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;

/// How large the active file of a rotation job was at an instant, and how many files the job kept.
public record SizeSample(Instant at, long activeBytes, long totalBytes, int files) {}
