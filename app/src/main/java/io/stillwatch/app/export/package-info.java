// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Evidence of a product as a folder that can be replayed elsewhere. Invariant: the folder appears
/// as a whole or not at all, and nothing is overwritten.
@NullMarked
package io.stillwatch.app.export;

import org.jspecify.annotations.NullMarked;
