// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.logrotate;

import io.stillwatch.auditor.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/// The rules of this family.
public final class LogrotateRules {
  private LogrotateRules() {}

  public static List<Rule> all() {
    return Stream.of(
            single(), StanzaRules.all(), PathRules.all(), ScriptRules.all(), FileRules.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> single() {
    return List.of(
        new UnknownDirective(),
        new MissingEndscript(),
        new Braces(),
        new BadValue(),
        new CommentAfterValue(),
        new WrongArguments(),
        new UnknownOwner(),
        new DuplicateLog(),
        new TextAfterBrace(),
        new GlobalError());
  }
}
