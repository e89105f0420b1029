// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Stores that keep everything in memory: for replay, and as the second implementation that every
/// store contract runs against. Invariant: they answer exactly as the stores on Elasticsearch do.
@NullMarked
package io.stillwatch.core.store.memory;

import org.jspecify.annotations.NullMarked;
