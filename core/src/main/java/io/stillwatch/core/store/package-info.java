// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Ports to where everything is kept, and in-memory stores for replay and tests. Invariant: every
/// write is idempotent by id; current-state documents change only under the version that was read.
@NullMarked
package io.stillwatch.core.store;

import org.jspecify.annotations.NullMarked;
