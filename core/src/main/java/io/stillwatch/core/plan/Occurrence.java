// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import io.stillwatch.core.job.Interval;

/// One time that a window is open.
public record Occurrence(MaintenanceWindow window, Interval during) {}
