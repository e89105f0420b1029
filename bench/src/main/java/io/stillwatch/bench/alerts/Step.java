// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.alerts;

import java.util.Locale;

/// A moment between the steps by which an alert becomes a message.
enum Step {
  BEFORE_WRITE,
  AFTER_WRITE,
  BEFORE_PUBLISH,
  AFTER_PUBLISH,
  BEFORE_MARK,
  AFTER_MARK;

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
