// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.host.TableJob;
import java.util.stream.Stream;

/// One check of a host's configuration. Pure: it looks at what was read and touches nothing.
public interface Rule {
  Card card();

  Stream<Problem> check(HostView host);

  /// A rule that looks at one job of a table at a time.
  interface OfJob extends Rule {
    Stream<Problem> check(TableJob job, HostView host);

    @Override
    default Stream<Problem> check(HostView host) {
      return host.jobs().stream().flatMap(job -> check(job, host));
    }
  }

  /// A rule that looks at one table at a time.
  interface OfTable extends Rule {
    Stream<Problem> check(Table table, HostView host);

    @Override
    default Stream<Problem> check(HostView host) {
      return host.tables().stream()
          .filter(table -> !table.setAside())
          .flatMap(table -> check(table, host));
    }
  }
}
