// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Documents of names, lists and texts, as JSON and YAML have them. Invariant: what is not there is
/// an empty tree, never null.
@NullMarked
package io.stillwatch.auditor.document;

import org.jspecify.annotations.NullMarked;
