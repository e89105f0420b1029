// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Texts that senders and people write to do harm where they are shown. Invariant: the same texts
/// each time.
@NullMarked
package io.stillwatch.testkit.text;

import org.jspecify.annotations.NullMarked;
