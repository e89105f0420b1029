// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The stores on Elasticsearch, each an implementation of a port of core. They use the low-level
/// client and joined bulk bodies, because the BulkIngester of elasticsearch-java needs three times
/// as long for the same documents. Invariant: every document has an outcome of its own, and no
/// document is lost between the caller and the cluster.
@NullMarked
package io.stillwatch.indexer;

import org.jspecify.annotations.NullMarked;
