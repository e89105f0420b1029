// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Puts the product together by hand and runs it. Invariant: parts are closed in the reverse order
/// of their start.
@NullMarked
package io.stillwatch.app.run;

import org.jspecify.annotations.NullMarked;
