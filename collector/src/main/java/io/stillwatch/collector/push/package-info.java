// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What comes to us by itself: bulk requests of log shippers, OpenTelemetry, heartbeats, syslog
/// connections. Invariant: nothing is answered with success before the spool has it on disk.
@NullMarked
package io.stillwatch.collector.push;

import org.jspecify.annotations.NullMarked;
