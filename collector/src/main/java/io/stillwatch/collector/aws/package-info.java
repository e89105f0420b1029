// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// What all readers of AWS share: how the collector signs in, and what a refusal means. Invariant:
/// credentials come from the default chain or from a role, never from a configuration.
@NullMarked
package io.stillwatch.collector.aws;

import org.jspecify.annotations.NullMarked;
