// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.log;

import ch.qos.logback.core.PropertyDefinerBase;

/// The form of our log that `STILLWATCH_LOG` asks for: `json`, else `text`. A slip must not cost
/// the log.
public final class LogForm extends PropertyDefinerBase {
  private static final String NAME = "STILLWATCH_LOG";

  @Override
  public String getPropertyValue() {
    var asked = System.getProperty(NAME, System.getenv().getOrDefault(NAME, ""));
    return asked.equals("json") ? asked : "text";
  }
}
