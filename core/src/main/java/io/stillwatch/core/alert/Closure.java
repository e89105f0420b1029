// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;

/// A job of an open alert that nothing is expected of any more, for instance because it is no
/// longer configured.
public record Closure(String job, String why, Instant at) {}
