// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.shell;

/// What is open at a place of a word: quotes, `${` or `$((`, and where it opened.
final class QuoteLevel {
  enum Syntax {
    BASE,
    SINGLE,
    TWOFOLD,
    ARITHMETIC
  }

  Syntax syntax;
  boolean quoted;
  boolean innerQuotes;
  boolean pushedByBrace;
  int braces;
  int quotedBraces;
  int brackets;
  int quoteAt;
  int openAt;

  QuoteLevel(Syntax syntax, int openAt) {
    this.syntax = syntax;
    this.openAt = openAt;
    this.quoteAt = openAt;
  }

  /// The word ends here: nothing may be open.
  void complete() throws Refused {
    if (syntax == Syntax.ARITHMETIC) throw new Refused(openAt, "'$((' is never closed");
    if (syntax != Syntax.BASE) throw new Refused(quoteAt, "The quote is never closed");
    if (braces != 0) throw new Refused(openAt, "'${' is never closed");
  }

  /// A double quote.
  void quote(int here) {
    if (syntax == Syntax.BASE) {
      syntax = Syntax.TWOFOLD;
      quoted = true;
      quoteAt = here;
    } else if (syntax == Syntax.TWOFOLD) {
      if (quotedBraces == 0) {
        syntax = Syntax.BASE;
        quoted = false;
      }
    } else {
      return;
    }
    if (braces > 0) innerQuotes ^= true;
  }

  /// A `}`; true if the level ends with it.
  boolean closeBrace() {
    if (innerQuotes || braces == 0) return false;
    braces--;
    if (braces == 0 && pushedByBrace) return true;
    if (quotedBraces > 0) quotedBraces--;
    return false;
  }
}
