// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The parsers on logs that others have counted: what was expected beside what was found.
/// Invariant: a file that is not there is no row, so nothing is right that was not looked at.
@NullMarked
package io.stillwatch.bench.corpora;

import org.jspecify.annotations.NullMarked;
