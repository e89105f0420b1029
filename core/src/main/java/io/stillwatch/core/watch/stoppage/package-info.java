// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Decides from judged runs and signs of life what has stopped: a job, a scheduler or a host.
/// Invariant: what has one cause has one group, whatever the number of jobs.
@NullMarked
package io.stillwatch.core.watch.stoppage;

import org.jspecify.annotations.NullMarked;
