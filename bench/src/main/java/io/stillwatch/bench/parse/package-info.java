// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Parsers against Grok on the same lines, and against lines that nobody would write. Invariant:
/// both sides get the same text, and their results are used, so that no side may skip its work.
@NullMarked
package io.stillwatch.bench.parse;

import org.jspecify.annotations.NullMarked;
