// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors

/// Asks the real programs and the auditor the same question about randomly edited files. Invariant:
/// a verdict of a real program comes from that program's own output.
@NullMarked
package io.stillwatch.bench.differential;

import org.jspecify.annotations.NullMarked;
