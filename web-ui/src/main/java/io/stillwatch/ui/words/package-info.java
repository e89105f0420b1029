// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// How views name and draw what the domain decides: words, shapes and colours. Invariant: colour
/// never comes without a shape and a word.
@NullMarked
package io.stillwatch.ui.words;

import org.jspecify.annotations.NullMarked;
