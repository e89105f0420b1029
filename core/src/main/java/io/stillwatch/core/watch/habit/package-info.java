// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Learns from past runs when a job that no configuration describes is due. Invariant: neither a
/// stoppage nor a span in which nothing could be seen ever changes a habit.
@NullMarked
package io.stillwatch.core.watch.habit;

import org.jspecify.annotations.NullMarked;
