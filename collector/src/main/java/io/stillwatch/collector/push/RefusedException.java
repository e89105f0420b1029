// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

/// A request that nobody can make sense of as a whole; sending it again would not help.
public sealed class RefusedException extends Exception permits TooManyException {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
