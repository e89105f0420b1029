// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The documents that Stillwatch stores: their index names, ids, fields and JSON. Evidence is
/// encoded and decoded here, and the documents that hold a current state are read and replaced.
/// Invariant: the same evidence always gives the same index, id and bytes, and decoding returns the
/// evidence that was encoded.
@NullMarked
package io.stillwatch.indexer.document;

import org.jspecify.annotations.NullMarked;
