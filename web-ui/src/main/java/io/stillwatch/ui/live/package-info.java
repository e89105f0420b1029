// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Keeps open pages up to date. Invariant: the store is asked what changed once a second, however
/// many pages are open, and not at all while none is.
@NullMarked
package io.stillwatch.ui.live;

import org.jspecify.annotations.NullMarked;
