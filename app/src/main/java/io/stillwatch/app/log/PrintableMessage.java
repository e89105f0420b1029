// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Printable;

/// `%line`: the message, on one line and without secrets.
public final class PrintableMessage extends MessageConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return Printable.line(Secrets.redacted(super.convert(event)));
  }
}
