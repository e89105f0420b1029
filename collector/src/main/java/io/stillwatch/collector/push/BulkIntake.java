// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.json.ForeignJson;
import io.stillwatch.collector.push.BulkItem.Target;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Elasticsearch's `_bulk` as log shippers use it: `index` and `create`, one answer for each item
/// in their order.
///
/// All good items are kept in one transaction; a bad one does not hold up its neighbours.
public final class BulkIntake {
  private static final String ARGUMENT = "illegal_argument_exception";
  private static final String PARSING = "document_parsing_exception";

  private final Intake intake;
  private final PushedLines lines;

  public BulkIntake(Intake intake, ZoneId zone) {
    this.intake = intake;
    this.lines = new PushedLines(zone);
  }

  /// The answer as JSON; returns only once the good items are safe.
  public byte[] take(byte[] body, String index, String sender)
      throws RefusedException, StoreException {
    var items = new Reading(new BulkLines(body), index, sender, intake.now()).items();
    intake.keep(sender, items.stream().map(BulkItem::records).flatMap(List::stream).toList());
    return BulkAnswer.of(items);
  }

  /// One request being read.
  private final class Reading {
    private final BulkLines body;
    private final String index;
    private final String sender;
    private final Instant now;
    private final Map<String, Integer> repeated = new HashMap<>();
    private int number;

    Reading(BulkLines body, String index, String sender, Instant now) {
      this.body = body;
      this.index = index;
      this.sender = sender;
      this.now = now;
    }

    List<BulkItem> items() throws RefusedException {
      var items = new ArrayList<BulkItem>();
      while (body.more()) {
        if (items.size() == RefusedException.MOST_ITEMS) throw RefusedException.tooMany();
        items.add(item(action()));
      }
      if (items.isEmpty()) throw new RefusedException("request body is required");
      return items;
    }

    private Target action() throws RefusedException {
      number++;
      try {
        var action = ForeignJson.LINE.tree(body.next());
        if (action == null || !action.isObject() || action.size() != 1)
          throw malformed("expected one action");
        var entry = action.properties().iterator().next();
        var operation = entry.getKey();
        if (!List.of("index", "create", "update", "delete").contains(operation))
          throw malformed("unknown action [" + operation + "]");
        var about = entry.getValue();
        return new Target(
            operation, about.path("_index").asText(index), about.path("_id").asText(""));
      } catch (JsonProcessingException e) {
        throw malformed(e.getOriginalMessage());
      }
    }

    private RefusedException malformed(String why) {
      return new RefusedException("Malformed action/metadata line [" + number + "], " + why);
    }

    private BulkItem item(Target target) throws RefusedException {
      if (target.operation().equals("delete"))
        return BulkItem.refused(target, ARGUMENT, "Logs are only added here, never deleted.");
      if (!body.more()) throw malformed("its document is missing");
      number++;
      var text = body.next();
      if (target.operation().equals("update"))
        return BulkItem.refused(target, ARGUMENT, "Logs are only added here, never changed.");
      if (target.id().length() > 512)
        return BulkItem.refused(target, ARGUMENT, "_id is longer than 512 bytes.");
      try {
        var document = ForeignJson.LINE.tree(text);
        if (document == null || !document.isObject())
          return BulkItem.refused(target, PARSING, "The document is no JSON object.");
        return new BulkItem(target, records(target, document), BulkItem.Problem.NONE);
      } catch (JsonProcessingException e) {
        return BulkItem.refused(target, PARSING, "failed to parse: " + e.getOriginalMessage());
      }
    }

    private List<LogRecord> records(Target target, JsonNode document) {
      var read = ShippedJson.read(document, sender);
      var pushed = target.id().isEmpty() ? numbered(read) : identified(read, target);
      return lines.records(pushed, now);
    }

    private Pushed identified(Pushed line, Target target) {
      return with(line, EvidenceId.of("_id", target.index(), target.id()));
    }

    /// Lines that are equal in everything are told apart by their order in the request, which is
    /// the same when the request is sent again.
    private Pushed numbered(Pushed line) {
      int times =
          repeated.merge(line.host() + "|" + line.path() + "|" + line.identity(), 1, Integer::sum);
      return with(line, line.identity() + "|" + times);
    }

    private static Pushed with(Pushed line, String identity) {
      return new Pushed(
          line.message(), line.at(), line.host(), line.program(), line.path(), identity);
    }
  }
}
