// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.document;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node of a document that a parser has made of maps, lists, numbers and texts.
public final class Tree {
  public static final Tree EMPTY = new Tree(null);

  private final @Nullable Object node;

  private Tree(@Nullable Object node) {
    this.node = node;
  }

  /// What a JSON or YAML parser returns for untyped data.
  public static Tree of(@Nullable Object node) {
    return node == null ? EMPTY : new Tree(node);
  }

  public Tree at(String name) {
    return node instanceof Map<?, ?> map ? of(map.get(name)) : EMPTY;
  }

  public boolean has(String name) {
    return node instanceof Map<?, ?> map && map.containsKey(name);
  }

  public boolean isEmpty() {
    return node == null
        || (node instanceof Collection<?> list && list.isEmpty())
        || (node instanceof Map<?, ?> map && map.isEmpty());
  }

  /// The same object with one more name; anything else stays as it is.
  public Tree with(String name, Object value) {
    if (!(node instanceof Map<?, ?> map)) return this;
    var more = new LinkedHashMap<Object, Object>(map);
    more.put(name, value);
    return new Tree(more);
  }

  /// The names of an object.
  public List<String> keys() {
    return node instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  /// The elements of a list; one node that is no list is a list of one.
  public List<Tree> items() {
    if (node instanceof List<?> list) return list.stream().map(Tree::of).toList();
    return node == null ? List.of() : List.of(this);
  }

  /// A text, a number or a truth as text; empty for anything else.
  public String text() {
    return node == null || node instanceof Map || node instanceof List ? "" : String.valueOf(node);
  }

  public List<String> texts() {
    return items().stream().map(Tree::text).toList();
  }

  public Optional<Double> number() {
    return text().matches("-?\\d{1,15}(?:\\.\\d+)?")
        ? Optional.of(Double.valueOf(text()))
        : Optional.empty();
  }
}
