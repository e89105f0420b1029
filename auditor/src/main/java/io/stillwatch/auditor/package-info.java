// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The auditor: reads the configuration of a host and says which jobs it asks for and what is wrong
/// with them. Invariant: no command of a table is ever executed.
@NullMarked
package io.stillwatch.auditor;

import org.jspecify.annotations.NullMarked;
