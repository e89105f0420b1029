// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The product as a process of its own, for benches that kill and attack it.
@NullMarked
package io.stillwatch.bench.serve;

import org.jspecify.annotations.NullMarked;
