// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.alert.NotifierException;
import java.util.Map;

/// Sends each message through the channel of its route.
final class RoutedNotifier implements Notifier {
  private final Map<String, Notifier> channels;

  /// By the name of the route.
  RoutedNotifier(Map<String, Notifier> channels) {
    this.channels = Map.copyOf(channels);
  }

  @Override
  public String send(Notification notification) throws NotifierException {
    var channel = channels.get(notification.route());
    if (channel != null) return channel.send(notification);
    throw new NotifierException(
        "There is no route " + notification.route() + " any more; it was in alerts.routes.", false);
  }
}
