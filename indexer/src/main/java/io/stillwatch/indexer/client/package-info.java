// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Requests to one cluster, in bytes and JSON trees. The indices that this process wrote to and has
/// not refreshed are recorded here, so that its searches see its own writes. Invariant: a request
/// without a complete response is a `StoreException`, never an empty result.
@NullMarked
package io.stillwatch.indexer.client;

import org.jspecify.annotations.NullMarked;
