// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Where evidence comes from: how far each source has told everything, what could not be read, and
/// what the index refused. Invariant: nothing that was lost is left out of the sums.
@NullMarked
package io.stillwatch.ui.sources;

import org.jspecify.annotations.NullMarked;
