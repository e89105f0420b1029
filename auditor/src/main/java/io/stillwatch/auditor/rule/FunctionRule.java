// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.auditor.host.HostView;
import java.util.function.Function;
import java.util.stream.Stream;

/// A rule that is one function.
record FunctionRule(Card card, Function<HostView, Stream<Problem>> function) implements Rule {
  @Override
  public Stream<Problem> check(HostView host) {
    return function.apply(host);
  }
}
