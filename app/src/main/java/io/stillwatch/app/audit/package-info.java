// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Audits of files given by hand: what a path is, and how findings are printed. Invariant: nothing
/// that is read is ever run, and nothing leaves the machine.
@NullMarked
package io.stillwatch.app.audit;

import org.jspecify.annotations.NullMarked;
