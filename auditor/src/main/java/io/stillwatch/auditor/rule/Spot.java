// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.crontab.CrontabLine;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.auditor.logrotate.Directive;
import io.stillwatch.auditor.logrotate.LogrotateFault;
import io.stillwatch.auditor.logrotate.Stanza;

/// Where a problem is: file, line and column from 1 (0 for the file as a whole), and the text
/// there.
public record Spot(String path, int line, int column, String text) {
  public static Spot file(Table table) {
    return new Spot(table.path(), 0, 0, "");
  }

  public static Spot line(Table table, CrontabLine line, int column) {
    return new Spot(table.path(), line.number(), column, line.text());
  }

  public static Spot in(TableJob job, int column) {
    return line(job.table(), job.line(), column);
  }

  public static Spot of(Directive directive) {
    var line = directive.value().contains("\n") ? directive.name() : directive.text();
    return new Spot(directive.path(), directive.line(), directive.column(), line);
  }

  /// A log of a stanza's header.
  public static Spot of(Stanza stanza, Stanza.Pattern pattern) {
    return new Spot(stanza.path(), pattern.line(), pattern.column(), pattern.text());
  }

  public static Spot of(LogrotateFault fault) {
    var spot = fault.spot();
    return new Spot(spot.path(), spot.line(), spot.column(), spot.text());
  }
}
