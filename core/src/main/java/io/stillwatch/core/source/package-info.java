// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Where evidence comes from, and how far each source has been read. Invariant: a source remembers
/// nothing; the caller commits a checkpoint only after the batch before it is safe.
@NullMarked
package io.stillwatch.core.source;

import org.jspecify.annotations.NullMarked;
