// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who holds which role.
///
/// A lease is renewed by claiming it again. It may be taken over once it was not renewed for its
/// time to live, as the claimant itself observed it: clocks of two machines are never compared.
public interface LeaseStore {
  /// The lease if `owner` holds it now: it was free, its holder did not renew it for `timeToLive`,
  /// or it was the owner's already.
  Optional<Lease> claim(String role, String owner, Duration timeToLive) throws StoreException;

  /// Frees the lease for others at once; does nothing if it is not the owner's any more.
  void release(Lease lease) throws StoreException;

  /// The holders as they are stored, for people.
  List<Holder> holders() throws StoreException;

  /// `renewedAt` is by the clock of the holder.
  record Holder(String role, String owner, long epoch, Instant renewedAt) {}
}
