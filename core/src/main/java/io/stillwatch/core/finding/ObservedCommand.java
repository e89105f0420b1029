// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

import java.time.Instant;

/// A command that cron was seen to start on a host, and when.
public record ObservedCommand(
    String user, String command, Instant firstSeen, Instant lastSeen, int runs) {}
