// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.evidence.Host;
import java.time.Instant;

/// A host from which no data arrives: since when, the problem, and the remedy for an operator.
public record Blindness(Host host, Instant since, String problem, String remedy) {}
