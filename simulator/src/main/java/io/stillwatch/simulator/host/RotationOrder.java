// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.Instant;

/// A script on a host closed the slow query log of a database.
public record RotationOrder(String instance, Instant at) {}
