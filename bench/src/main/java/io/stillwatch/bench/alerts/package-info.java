// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors

/// Kills a process that alerts before and after each of its steps, and counts the messages that
/// came of it. Only messages that the simulated topic accepted count.
@NullMarked
package io.stillwatch.bench.alerts;

import org.jspecify.annotations.NullMarked;
