// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Logs that lie in S3, read object by object. Invariant: an object counts as read only as far as
/// its lines are stored, and what could not be unpacked leaves a gap.
@NullMarked
package io.stillwatch.collector.s3;

import org.jspecify.annotations.NullMarked;
