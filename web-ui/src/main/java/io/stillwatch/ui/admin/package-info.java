// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What this Stillwatch is set to, holds and sends through. Invariant: no secret is shown.
@NullMarked
package io.stillwatch.ui.admin;

import org.jspecify.annotations.NullMarked;
