// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// JSON that senders wrote.
@NullMarked
package io.stillwatch.collector.json;

import org.jspecify.annotations.NullMarked;
