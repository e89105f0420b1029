// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The configuration of an AWS account as snapshots: RDS instances, buckets, topics and roles, each
/// a document for the auditor, with figures of storage and the events of RDS. Invariant: what may
/// not be read is absent from a document and named, never guessed.
@NullMarked
package io.stillwatch.collector.facts;

import org.jspecify.annotations.NullMarked;
