// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// How many values a state holds, all the way down.
final class StateSize {
  private StateSize() {}

  static long of(Object value) throws ReflectiveOperationException {
    return switch (value) {
      case Optional<?> optional -> optional.isPresent() ? of(optional.get()) : 0;
      case Collection<?> all -> sum(all);
      case Map<?, ?> map -> sum(map.keySet()) + sum(map.values());
      case long[] values -> values.length;
      case int[] values -> values.length / 2;
      case byte[] values -> values.length / 8;
      case Record composed -> ofRecord(composed);
      default -> 1;
    };
  }

  private static long ofRecord(Record composed) throws ReflectiveOperationException {
    long size = 0;
    for (var component : composed.getClass().getRecordComponents()) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      size += of(accessor.invoke(composed));
    }
    return size;
  }

  private static long sum(Collection<?> all) throws ReflectiveOperationException {
    long size = 0;
    for (var one : all) size += of(one);
    return size;
  }
}
