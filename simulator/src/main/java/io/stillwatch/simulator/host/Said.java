// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.Instant;

/// A message that a program sends to syslog: `program` is the tag with its process number.
record Said(Instant at, String program, String message) {}
