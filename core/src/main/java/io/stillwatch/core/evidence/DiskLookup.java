// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The disk of a host that is at hand: answers about exactly the paths that an audit asks for.
///
/// A snapshot has to guess them beforehand; what it holds goes first.
public interface DiskLookup {
  /// Of a host that is only known by its snapshot.
  DiskLookup NONE =
      new DiskLookup() {
        @Override
        public Optional<FileStat> stat(String path) {
          return Optional.empty();
        }

        @Override
        public Optional<List<Executable>> programs(String folder) {
          return Optional.empty();
        }

        @Override
        public Set<String> names(String folder) {
          return Set.of();
        }
      };

  /// The state of a path, empty if it cannot be told.
  Optional<FileStat> stat(String path);

  /// The executable files of a folder, empty if it may not be listed.
  Optional<List<Executable>> programs(String folder);

  /// The names of the folders and programs in a folder, which a misspelt path may have meant. Data
  /// is left out: that a log is missing while another one has a similar name is no sign of a typo.
  Set<String> names(String folder);
}
