/// The spool: documents on disk between a source that forgets and an index that may be away.
/// Invariant: rows and the checkpoint behind them are written in one transaction, and nothing that
/// was not delivered is ever deleted.
@NullMarked
package io.stillwatch.collector.spool;

import org.jspecify.annotations.NullMarked;
