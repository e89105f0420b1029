// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

/// A text that replaces a stretch of the query, and what it is.
record Suggestion(String text, String note, int from, int to) {}
