// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import io.stillwatch.auditor.host.TableJob;
import io.stillwatch.core.finding.WorkBudget;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// One check of a host's configuration. Pure: it looks at what was read and touches nothing.
public interface Rule {
  Card card();

  Stream<Problem> check(HostView host);

  /// What there is to look at, one after the other, as long as there is budget for it.
  private static <T> Stream<T> each(List<T> all) {
    return all.stream().peek(_ -> WorkBudget.check());
  }

  /// A rule that is one function; the function is given the card, to make problems of it.
  static Rule of(Card card, BiFunction<Card, HostView, Stream<Problem>> check) {
    return new FunctionRule(card, host -> check.apply(card, host));
  }

  /// What a rule of [#ofJob] does.
  interface JobCheck {
    Stream<Problem> check(Card card, TableJob job, HostView host);
  }

  /// A rule of one function that looks at one job of a table at a time.
  static Rule ofJob(Card card, JobCheck check) {
    return of(card, (c, host) -> each(host.jobs()).flatMap(job -> check.check(c, job, host)));
  }

  /// A rule that looks at one job of a table at a time.
  interface OfJob extends Rule {
    Stream<Problem> check(TableJob job, HostView host);

    @Override
    default Stream<Problem> check(HostView host) {
      return each(host.jobs()).flatMap(job -> check(job, host));
    }
  }

  /// A rule that looks at one table at a time.
  interface OfTable extends Rule {
    Stream<Problem> check(Table table, HostView host);

    @Override
    default Stream<Problem> check(HostView host) {
      return each(host.tables())
          .filter(table -> !table.setAside())
          .flatMap(table -> check(table, host));
    }
  }
}
