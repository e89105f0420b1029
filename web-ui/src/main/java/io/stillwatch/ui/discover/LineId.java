// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.search.SearchResult.Hit;
import java.util.Optional;

/// Where one line is stored, as an address names it: `index/id`.
record LineId(String index, String id) {
  static LineId of(Hit line) {
    return new LineId(line.index(), line.id());
  }

  static Optional<LineId> parse(String token) {
    int slash = token.indexOf('/');
    if (slash <= 0 || slash == token.length() - 1) return Optional.empty();
    return Optional.of(new LineId(token.substring(0, slash), token.substring(slash + 1)));
  }

  String token() {
    return index + "/" + id;
  }
}
