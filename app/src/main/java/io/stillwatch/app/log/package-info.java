// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors

/// Our own log: one line an event, whatever the texts of others in it hold, and no secrets.
@org.jspecify.annotations.NullMarked
package io.stillwatch.app.log;
