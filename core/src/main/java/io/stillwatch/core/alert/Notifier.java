// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

/// Hands one notification to a channel, for instance an SNS topic.
public interface Notifier {
  /// Returns the channel's id of the accepted message.
  String send(Notification notification) throws NotifierException;
}
