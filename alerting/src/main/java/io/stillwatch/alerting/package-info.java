// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
/// Turns stoppages into alerts (`decide`), alerts into texts (`message`), and delivers them
/// (`relay`, `sns`, `webhook`); this package holds the settings that those share. Invariant: it
/// depends on none of its subpackages.
@NullMarked
package io.stillwatch.alerting;

import org.jspecify.annotations.NullMarked;
