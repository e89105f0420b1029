// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.Job;
import java.time.Instant;

/// A job that was silent and was seen to run again.
public record Recovery(Job job, Instant ranAt) {}
