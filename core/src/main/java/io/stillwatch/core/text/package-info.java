// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// How alike two texts are, for whatever recognises a misspelling, what must not be shown of one,
/// and where it may be cut. Invariant: pure, and bounded by the lengths of its arguments.
@NullMarked
package io.stillwatch.core.text;

import org.jspecify.annotations.NullMarked;
