// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

/// What people say of jobs. It may change between two calls.
@FunctionalInterface
public interface JobNotes {
  JobNotes NONE = _ -> JobNote.NONE;

  JobNote of(Job job);
}
