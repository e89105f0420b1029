// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.json.ForeignJson;

/// A request that is not taken as a whole; sending the same again would not help.
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /// So many items are read at once: each takes some hundred bytes of memory however short it is.
  static final int MOST_ITEMS = 50_000;

  private final boolean tooLarge;

  RefusedException(String message) {
    this(message, false);
  }

  private RefusedException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  static RefusedException tooMany() {
    return new RefusedException(
        "The request has more than " + MOST_ITEMS + " items. Send smaller batches.", true);
  }

  static RefusedException tooMuch(ForeignJson.TooManyException e) {
    return new RefusedException(
        "The request is too much at once: " + e.getOriginalMessage() + ". Send smaller ones.",
        true);
  }

  /// Whether the same in smaller parts is welcome.
  public boolean isTooLarge() {
    return tooLarge;
  }
}
