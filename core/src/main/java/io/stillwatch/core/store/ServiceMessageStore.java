// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.alert.Notification;
import java.util.List;

/// Messages that belong to no alert: tests, digests, summaries. Once made, only the one who sends
/// them changes them.
public interface ServiceMessageStore {
  /// Puts a message with its delivery; it replaces itself.
  void put(Notification message) throws StoreException;

  /// Those that were not sent yet, the oldest first.
  List<Notification> pending() throws StoreException;

  /// The newest ones, at most so many.
  List<Notification> newest(int most) throws StoreException;
}
