// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors

/// The one redactor: it takes passwords, tokens and keys out of commands, configuration and log
/// lines before a job is named after them and before anything is shown, sent or exported.
@org.jspecify.annotations.NullMarked
package io.stillwatch.core.secret;
