// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.List;
import java.util.regex.Pattern;

/// A table with the facts of its file and why the daemon would not read it.
///
/// `only` is whether nothing is left of what an editor made this copy of: `x~` without `x`.
public record Table(ConfigFile file, Crontab crontab, List<Refusal> refusals, boolean only) {
  private static final Pattern ASIDE =
      Pattern.compile(
          "[.#].*|.*~|.+\\.(?:bak|old|orig|off|disabled|save|swp|dpkg-\\w+|ucf-\\w+|rpm\\w+)");

  public Table {
    refusals = List.copyOf(refusals);
  }

  public String path() {
    return file.path();
  }

  public TablePlace place() {
    return crontab.place();
  }

  public boolean debian() {
    return crontab.dialect() == Dialect.DEBIAN;
  }

  /// A copy that somebody keeps beside the table, switched off by its name on purpose.
  public boolean setAside() {
    return refusals.contains(Refusal.NAME) && ASIDE.matcher(place().fileName()).matches() && !only;
  }

  public String lineText(int number) {
    var lines = crontab.lines(); // numbered without a gap
    return number > 0 && number <= lines.size() ? lines.get(number - 1).text() : "";
  }
}
