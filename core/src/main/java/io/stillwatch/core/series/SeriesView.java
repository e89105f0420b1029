// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

/// What a model sees of a series when it is asked what to expect of the last bucket, and the scale
/// of the series.
public record SeriesView(TimeSeries series, Scale scale) {}
