// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.time.Instant;

/// Bytes that were there and that we could not read: counted and shown, never hidden.
public record Gap(
    String id, SourceId source, Host host, Instant at, Position position, long bytes, String why)
    implements Evidence {}
