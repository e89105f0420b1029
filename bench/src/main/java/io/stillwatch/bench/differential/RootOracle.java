// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.util.List;

/// A program below a root, with its name in the results and the texts to edit for it.
abstract class RootOracle implements Oracle {
  final DebianRoot root;
  private final String name;
  private final List<String> seeds;

  RootOracle(DebianRoot root, String name, List<String> seeds) {
    this.root = root;
    this.name = name;
    this.seeds = List.copyOf(seeds);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<String> seeds() {
    return seeds;
  }
}
