// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

/// A request with more items than are read at once; sent in parts it is welcome.
public final class TooManyException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /// Each item takes a few hundred bytes of memory however short it is.
  static final int ITEMS = 50_000;

  TooManyException() {
    super("The request has more than " + ITEMS + " items. Send smaller batches.");
  }
}
