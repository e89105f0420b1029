/// The stores on Elasticsearch, through the low-level client of elasticsearch-java and joined bulk
/// bodies: its BulkIngester needs three times as long for the same documents. Invariant: a 200 of a
/// bulk request says nothing; every document has a fate of its own, and none is lost in between.
@NullMarked
package io.stillwatch.indexer;

import org.jspecify.annotations.NullMarked;
