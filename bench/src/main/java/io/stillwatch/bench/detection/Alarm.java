// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.time.Instant;

/// A detector said at an instant that something is wrong; `messages` were sent about it.
record Alarm(Instant at, int messages) {}
