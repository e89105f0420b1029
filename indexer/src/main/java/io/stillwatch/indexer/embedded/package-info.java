/// The Elasticsearch server that comes with Stillwatch, for people who have none of their own. It
/// is the real one, run as a child process. Invariant: no server outlives the process that started
/// it, however that process ended.
@NullMarked
package io.stillwatch.indexer.embedded;

import org.jspecify.annotations.NullMarked;
