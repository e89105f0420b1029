// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

/// A text cannot be parsed from this place on.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;
  private final int at;

  Refused(int at, String why) {
    super(why);
    this.at = at;
  }

  int at() {
    return at;
  }

  /// Why; never null.
  String why() {
    var message = getMessage();
    return message == null ? "" : message;
  }

  /// The same in a text of which this one is the part from `start` on.
  Refused from(int start) {
    return new Refused(start + at, why());
  }
}
