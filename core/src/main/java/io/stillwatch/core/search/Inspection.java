// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.time.Duration;

/// What a search sent to the store and what came back, for people who want to know or to repeat it.
///
/// `path` and `request` hold no address and no credentials; `response` has no lines, which the page
/// shows anyway.
public record Inspection(
    String path, String request, String response, Duration took, Shards shards) {
  /// Parts of the store that were asked, and those that failed.
  public record Shards(int total, int failed) {}
}
