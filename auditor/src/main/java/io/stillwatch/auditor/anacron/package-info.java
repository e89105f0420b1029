// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The table of anacron, read as anacron 2.3 and cronie's read it. A line that is wrong costs that
/// line only. Invariant: a parsed table prints as the same text.
@NullMarked
package io.stillwatch.auditor.anacron;

import org.jspecify.annotations.NullMarked;
