// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Writing documents in `_bulk` requests of a few megabytes. A request that is rejected as a whole
/// is split until the rejected document is alone. Invariant: only a document whose content is at
/// fault is rejected; every other failure is retried.
@NullMarked
package io.stillwatch.indexer.bulk;

import org.jspecify.annotations.NullMarked;
