// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What all modules share: records, sealed results, ports and pure decisions, package by package.
/// Invariant: nothing here knows a database, a network or a framework.
@NullMarked
package io.stillwatch.core;

import org.jspecify.annotations.NullMarked;
