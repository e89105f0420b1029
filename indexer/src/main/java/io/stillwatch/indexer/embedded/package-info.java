/// The Elasticsearch server that is included with Stillwatch, for users without a cluster of their
/// own. It is the standard server, run as a child process. Invariant: no server outlives the
/// process that started it, however that process ended.
@NullMarked
package io.stillwatch.indexer.embedded;

import org.jspecify.annotations.NullMarked;
