// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Series of numbers as people keep them, in files. Invariant: every line of a file is either read
/// or the reason why the file is refused.
@NullMarked
package io.stillwatch.app.series;

import org.jspecify.annotations.NullMarked;
