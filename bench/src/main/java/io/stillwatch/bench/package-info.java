// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Evaluations on labelled inputs: a table for people, one object for programs. Invariant: a bench
/// prints what it measured and nothing else.
@NullMarked
package io.stillwatch.bench;

import org.jspecify.annotations.NullMarked;
