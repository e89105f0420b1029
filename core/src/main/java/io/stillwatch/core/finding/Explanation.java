// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

/// A finding in words: title, the exact line, the command that mends it, the suggested spelling.
public record Explanation(String title, String evidence, String remedy, String suggestion) {}
