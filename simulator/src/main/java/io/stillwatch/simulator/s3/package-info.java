// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// A real S3 server for tests and for the bench, which no simulation stands in for. Invariant: it
/// is a process of its own, which ends when whoever started it ends in good order.
@NullMarked
package io.stillwatch.simulator.s3;

import org.jspecify.annotations.NullMarked;
