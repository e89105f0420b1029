// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.auditor.rule.Problem;
import io.stillwatch.auditor.rule.Spot;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// A check of a document; problems stand at a place such as `/parameters/log_output`.
record DocumentRule(Card card, BiFunction<Card, Tree, Stream<Problem>> check) {
  Stream<Problem> problems(Tree document) {
    return check.apply(card, document);
  }

  static Problem at(Card card, String pointer, String title) {
    return card.at(new Spot(pointer, 0, 0, pointer), title);
  }

  /// One problem if the condition is met.
  static Stream<Problem> when(boolean condition, Problem problem) {
    return condition ? Stream.of(problem) : Stream.empty();
  }
}
