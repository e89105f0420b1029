// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The configuration file of `serve`. Invariant: a key that we do not know is an error with the
/// nearest known one, for a silent typo is what this product is about.
@NullMarked
package io.stillwatch.app.config;

import org.jspecify.annotations.NullMarked;
