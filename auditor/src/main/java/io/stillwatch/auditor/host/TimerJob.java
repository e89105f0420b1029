// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.systemd.Timer;
import io.stillwatch.core.job.Job;

/// A timer with the job that it makes.
public record TimerJob(Timer timer, Job job) {}
