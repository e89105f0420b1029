// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// A synthetic fleet whose evidence is computed from the schedules of its jobs, slice by slice.
/// Invariant: an instant has the same evidence whatever slice it is read in, and nothing is kept.
@NullMarked
package io.stillwatch.bench.watch;

import org.jspecify.annotations.NullMarked;
