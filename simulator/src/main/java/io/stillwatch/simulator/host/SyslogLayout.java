// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.ZoneId;

/// The traditional layout of rsyslog (RFC 3164): local time without year and zone.
final class SyslogLayout {
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final String host;
  private final ZoneId zone;

  SyslogLayout(HostPlan.Identity host) {
    this.host = host.name();
    this.zone = host.zone();
  }

  String line(Said said) {
    var time = said.at().atZone(zone);
    var out = new StringBuilder(120).append(MONTHS[time.getMonthValue() - 1]).append(' ');
    if (time.getDayOfMonth() < 10) out.append(' ');
    out.append(time.getDayOfMonth()).append(' ');
    two(out, time.getHour()).append(':');
    two(out, time.getMinute()).append(':');
    two(out, time.getSecond()).append(' ');
    out.append(host).append(' ').append(said.program()).append(": ");
    return out.append(said.message()).toString();
  }

  private static StringBuilder two(StringBuilder out, int number) {
    return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
