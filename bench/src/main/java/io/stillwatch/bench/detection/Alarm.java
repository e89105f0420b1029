// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.time.Instant;

/// A detector said at an instant that something is wrong, or that it is so `again` with what was
/// over; `messages` were sent about it.
record Alarm(Instant at, boolean again, int messages) {}
