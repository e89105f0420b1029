// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.util.Locale;
import java.util.regex.Pattern;

/// A crontab expression as people say it; what has no short wording stays as it was written.
final class CronWords {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern STEP = Pattern.compile("\\*/\\d{1,2}");
  private static final String[] DAYS = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };

  private CronWords() {}

  static String of(String expression) {
    var f = expression.trim().split("\\s+", -1);
    if (f.length != 5 || !f[3].equals("*")) return expression;
    boolean everyDay = f[2].equals("*") && f[4].equals("*");
    if (everyDay && f[1].equals("*") && f[0].equals("*")) return "every minute";
    if (everyDay && f[1].equals("*") && STEP.matcher(f[0]).matches()) {
      return "every " + f[0].substring(2) + " min";
    }
    if (!NUMBER.matcher(f[0]).matches()) return expression;
    if (everyDay && f[1].equals("*")) return "hourly at minute " + f[0];
    if (!NUMBER.matcher(f[1]).matches()) return expression;
    var time =
        String.format(Locale.ROOT, "%02d:%02d", Integer.parseInt(f[1]), Integer.parseInt(f[0]));
    if (everyDay) return "daily at " + time;
    if (f[2].equals("*") && f[4].matches("[0-7]")) {
      return "weekly on " + DAYS[Integer.parseInt(f[4])] + " at " + time;
    }
    if (f[4].equals("*") && NUMBER.matcher(f[2]).matches()) {
      return "monthly on day " + f[2] + " at " + time;
    }
    return expression;
  }
}
