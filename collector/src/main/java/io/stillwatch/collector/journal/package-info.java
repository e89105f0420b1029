// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The journal of this machine, read with journalctl. Invariant: every process that we start ends
/// with the poll that started it.
@NullMarked
package io.stillwatch.collector.journal;

import org.jspecify.annotations.NullMarked;
