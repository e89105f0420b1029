// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What the autoencoder scored as unusual, over all jobs. Invariant: the page says which score was
/// needed, and what was expected instead.
@NullMarked
package io.stillwatch.ui.anomalies;

import org.jspecify.annotations.NullMarked;
