// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// The real Elasticsearch of a bench, asked without the product. Invariant: what it answers is not
/// changed on the way.
@NullMarked
package io.stillwatch.bench.elastic;

import org.jspecify.annotations.NullMarked;
