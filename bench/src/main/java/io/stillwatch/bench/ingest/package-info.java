// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors

/// How fast lines of a file become searchable: Elasticsearch's own limit, rsyslog, and Stillwatch's
/// two ways, side by side in one run. How long one line takes when lines come steadily.
///
/// Invariant: every contestant writes the same lines into an empty index of the same template, and
/// its time ends when all of them can be searched.
@NullMarked
package io.stillwatch.bench.ingest;

import org.jspecify.annotations.NullMarked;
