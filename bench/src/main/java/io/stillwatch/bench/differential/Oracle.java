// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.io.IOException;
import java.util.List;

/// A real program and the auditor, asked the same question about a text.
///
/// An answer is a list of statements, such as the faults in their order or the stanzas that are
/// kept; two answers are equal if their statements are.
interface Oracle {
  String name();

  /// Texts to edit.
  List<String> seeds();

  /// What the real program says of each text; an empty list of answers is never returned.
  List<Answer> ask(List<String> texts) throws IOException, InterruptedException;

  Answer audit(String text);

  /// Where the auditor meets such a text on a host; empty for what is no file.
  default String path() {
    return "";
  }

  /// What of an answer says that something is wrong.
  default List<String> complaints(Answer answer) {
    return answer.statements();
  }

  /// Statements, or the reason for which a text is not compared.
  record Answer(List<String> statements, String unusable) {
    public Answer {
      statements = List.copyOf(statements);
    }

    static Answer of(List<String> statements) {
      return new Answer(statements, "");
    }

    static Answer unusable(String why) {
      return new Answer(List.of(), why);
    }
  }
}
