// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// How fast the search and the views are on many lines and jobs. Invariant: everything is asked
/// over HTTP of the product's own server, as a browser asks it.
@NullMarked
package io.stillwatch.bench.search;

import org.jspecify.annotations.NullMarked;
