// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.log;

import ch.qos.logback.classic.pattern.KeyValuePairConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Printable;

/// `%pairs`: what is told beside the message, on the same line and without secrets.
public final class PrintablePairs extends KeyValuePairConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return Printable.line(Secrets.redacted(super.convert(event)));
  }
}
