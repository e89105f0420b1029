// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// How alike two texts are. Used wherever a misspelling is recognised: commands, paths, keys of the
/// configuration. Invariant: pure, and bounded by the lengths of its arguments.
@NullMarked
package io.stillwatch.core.text;

import org.jspecify.annotations.NullMarked;
