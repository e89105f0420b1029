// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.evidence.Host;
import java.time.Instant;

/// A host that Stillwatch cannot look at: since when, what stands in the way, what a person can do.
public record Blindness(Host host, Instant since, String problem, String remedy) {}
