// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

/// The right to be the only one that does something, until it is lost.
///
/// `epoch` grows with each new holder, so that what an earlier holder still writes is told apart.
public record Lease(String role, String owner, long epoch) {}
