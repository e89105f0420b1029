// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Two processes and one Elasticsearch: whichever holds a role is killed or suspended, and the
/// other one must take it over without losing a line, missing a stop, or sending a message twice.
/// Invariant: the processes are started as the launcher does, and know nothing of the bench.
@NullMarked
package io.stillwatch.bench.takeover;

import org.jspecify.annotations.NullMarked;
