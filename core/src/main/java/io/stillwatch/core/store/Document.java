// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import java.util.Arrays;
import java.util.Objects;

/// Evidence ready to be written: the index that its event time names, its id, its JSON.
@SuppressWarnings("ArrayRecordComponent") // millions pass by: the bytes are not copied again
public record Document(String index, String id, byte[] json) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Document(var otherIndex, var otherId, var otherJson)
        && index.equals(otherIndex)
        && id.equals(otherId)
        && Arrays.equals(json, otherJson);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, id);
  }

  @Override
  public String toString() {
    return index + "/" + id;
  }
}
