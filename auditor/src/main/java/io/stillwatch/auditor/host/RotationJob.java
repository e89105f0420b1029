// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.logrotate.Stanza;
import io.stillwatch.core.job.Job;

/// A rotation with the stanza that asks for it.
public record RotationJob(Stanza stanza, Job job) {}
