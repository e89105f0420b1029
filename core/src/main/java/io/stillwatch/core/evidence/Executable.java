// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

/// A file in a directory of a PATH: `awk:0755:0:0` in the host snapshot.
public record Executable(String name, String mode, int uid, int gid) {}
