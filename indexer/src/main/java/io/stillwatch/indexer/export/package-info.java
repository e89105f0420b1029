// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Evidence as it is stored, read in the order of its arrival for a replay elsewhere. Invariant: an
/// export is a view of one instant and holds one page in memory.
@NullMarked
package io.stillwatch.indexer.export;

import org.jspecify.annotations.NullMarked;
