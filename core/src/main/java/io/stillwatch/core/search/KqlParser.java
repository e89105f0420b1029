// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import io.stillwatch.core.search.KqlQuery.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Recursive descent over one query; `not` binds stronger than `and`, `and` stronger than `or`.
final class KqlParser {
  private static final String AFTER_CONDITION = "Expected AND, OR, end of input";

  private final KqlScanner in;
  private final KqlChecks checks;
  private int conditions;
  private int depth;

  KqlParser(String text, LogFields fields) {
    if (text.length() > KqlQuery.MAX_LENGTH) {
      throw new KqlException(
          "Expected at most " + KqlQuery.MAX_LENGTH + " characters", KqlQuery.MAX_LENGTH + 1);
    }
    this.in = new KqlScanner(text);
    checks = new KqlChecks(fields);
  }

  KqlQuery query() {
    in.skipSpace();
    if (in.atEnd()) return new KqlQuery.Everything();
    var query = or(this::condition);
    in.skipSpace();
    if (!in.atEnd()) throw in.error(AFTER_CONDITION);
    return query;
  }

  private KqlQuery or(Supplier<KqlQuery> operand) {
    return joined(
        "or", () -> joined("and", () -> not(operand), KqlQuery.AllOf::new), KqlQuery.AnyOf::new);
  }

  private KqlQuery joined(
      String keyword, Supplier<KqlQuery> operand, Function<List<KqlQuery>, KqlQuery> join) {
    var parts = new ArrayList<KqlQuery>();
    parts.add(operand.get());
    while (in.takeKeyword(keyword)) parts.add(operand.get());
    return parts.size() == 1 ? parts.getFirst() : join.apply(parts);
  }

  private KqlQuery not(Supplier<KqlQuery> operand) {
    in.skipSpace();
    if (!in.takeNot()) return group(operand);
    return new KqlQuery.Not(group(operand));
  }

  private KqlQuery group(Supplier<KqlQuery> operand) {
    in.skipSpace();
    if (!in.take('(')) return operand.get();
    var inside = deeper(() -> or(operand));
    in.skipSpace();
    if (!in.take(')')) throw in.error("Expected AND, OR, \")\"");
    return inside;
  }

  private KqlQuery deeper(Supplier<KqlQuery> inside) {
    if (++depth > KqlQuery.MAX_DEPTH) {
      throw in.error("Expected at most " + KqlQuery.MAX_DEPTH + " levels of brackets");
    }
    var query = inside.get();
    depth--;
    return query;
  }

  /// A condition on a field, or a value alone; which of the two shows only after the first literal.
  private KqlQuery condition() {
    int start = in.position();
    boolean quoted = in.nextIs('"');
    var first = literal("Expected a field, a value, NOT, \"(\"");
    in.skipSpace();
    var bound = in.takeBound();
    if (bound.isPresent()) return range(first, bound.get());
    if (in.take(':')) {
      in.skipSpace();
      if (in.nextIs('{')) return nested(first);
      return group(() -> new KqlQuery.Is(first, value(first)), true);
    }
    var value = counted(start, quoted, first);
    checks.anywhere(value, start + 1);
    return value instanceof KqlValue.Present
        ? new KqlQuery.Everything()
        : new KqlQuery.AnyField(value);
  }

  /// A list mirrors the logic of a query, with values for conditions: `status: (a or b)`.
  private KqlQuery group(Supplier<KqlQuery> operand, boolean isList) {
    return isList && in.nextIs('(') ? group(operand) : operand.get();
  }

  private KqlQuery range(KqlText field, Bound bound) {
    in.skipSpace();
    int start = in.position();
    var limit = literal("Expected a value after " + bound.sign());
    if (!limit.isExact()) throw in.errorAt("Expected a value without *", start);
    count(start);
    checks.limit(field, limit.toString(), start + 1);
    return new KqlQuery.Range(field, bound, limit.toString());
  }

  private KqlQuery nested(KqlText field) {
    in.take('{');
    var inside = deeper(() -> or(this::condition));
    in.skipSpace();
    if (!in.take('}')) throw in.error("Expected AND, OR, \"}\"");
    return new KqlQuery.Nested(field.toString(), inside);
  }

  private KqlValue value(KqlText field) {
    int start = in.position();
    boolean quoted = in.nextIs('"');
    if (in.nextIs('<') || in.nextIs('>')) {
      throw in.errorAt("Ranges have no colon (" + field + " > 5): expected a value", start);
    }
    var value = counted(start, quoted, literal("Expected a value, \"(\", \"{\""));
    checks.value(field, value, start + 1);
    return value;
  }

  private KqlValue counted(int start, boolean quoted, KqlText text) {
    count(start);
    if (quoted) return new KqlValue.Phrase(text.toString());
    if (text.isAnything()) return new KqlValue.Present();
    if (text.isExact()) return new KqlValue.Words(text.toString());
    return new KqlValue.Pattern(text);
  }

  private void count(int start) {
    if (++conditions > KqlQuery.MAX_CONDITIONS) {
      throw in.errorAt("Expected at most " + KqlQuery.MAX_CONDITIONS + " conditions", start);
    }
  }

  private KqlText literal(String expected) {
    if (in.nextIs('"')) return KqlText.exact(in.quoted());
    return in.unquoted().orElseThrow(() -> in.error(expected));
  }
}
