// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.NotifierException;

/// What a notification is posted as.
public final class Posted {
  private Posted() {}

  public static String event(Notification notification) throws NotifierException {
    return CloudEvent.of(notification, "urn:stillwatch");
  }
}
