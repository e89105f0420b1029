// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Searches over the stored documents: every hit of a query for the stores, and KQL with a
/// histogram for users. Invariant: a search that covered only part of the shards is an error or is
/// marked as inexact, never reported as complete.
@NullMarked
package io.stillwatch.indexer.search;

import org.jspecify.annotations.NullMarked;
