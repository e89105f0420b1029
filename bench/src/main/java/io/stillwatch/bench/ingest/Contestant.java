// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import io.stillwatch.core.store.StoreException;
import java.io.IOException;

/// One way of getting the lines of a file into Elasticsearch.
interface Contestant {
  /// Returns once Elasticsearch has taken all lines, with what the sender used for it.
  Usage send(LogFile file, Server server) throws IOException, StoreException, InterruptedException;
}
