// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.stillwatch.core.secret.Secrets;
import io.stillwatch.core.text.Printable;

/// `%cause`: the stack trace, whose messages may quote texts of others.
public final class PrintableCause extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy cause) {
    return Printable.lines(Secrets.redacted(super.throwableProxyToString(cause)));
  }
}
