// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import java.nio.file.Path;
import java.util.List;

/// One replay of the bench: evidence folders that are read together, and what they should come to.
record LabelledEvidence(String name, List<Path> folders, Label label) {
  LabelledEvidence {
    folders = List.copyOf(folders);
  }
}
