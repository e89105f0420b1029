// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Rules about what must be alive for any job to run: daemons, timers, disks. Invariant: a fact
/// that the snapshot does not tell is no finding.
@NullMarked
package io.stillwatch.auditor.rule.scheduler;

import org.jspecify.annotations.NullMarked;
