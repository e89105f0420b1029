// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Reading evidence in the order in which it arrived. Writers number documents as they send them,
/// and readers continue after the last number they have read. Invariant: a reader may return a
/// document twice, but never skips one.
@NullMarked
package io.stillwatch.indexer.tail;

import org.jspecify.annotations.NullMarked;
