// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.ports.UiPorts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The log lines in `/api/v1`: searching, the values of a field, one line with its neighbours, and
/// exports.
final class SearchRoutes {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int BARS = 50;
  private static final int MOST_VALUES = 100;
  private static final int MOST_NEIGHBOURS = 100;
  private static final int USUAL = 10;

  /// Lines of one export; a shorter range gives the rest.
  private static final long MOST_EXPORTED = 1_000_000;

  /// So much of an export is to be taken by its client within this time.
  private static final int PIECE = 64 << 10;

  private static final Duration PIECE_WITHIN = Duration.ofSeconds(30);

  private final UiPorts ports;
  private final Function<Context, Interval> range;

  SearchRoutes(UiPorts ports, Function<Context, Interval> range) {
    this.ports = ports;
    this.range = range;
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/search", this::search);
    routes.get("/api/v1/search/fields", this::fields);
    routes.get("/api/v1/search/fields/{name}/values", this::values);
    routes.get("/api/v1/search/lines/{index}/{id}", this::line);
    routes.get("/api/v1/search/export", this::export);
  }

  /// As whoever asks may use it: without users that is an address.
  private LogSearch ofCaller(Context context) {
    return ports.search(context.ip());
  }

  private LogFields fieldsOfLogs(Context context) {
    return ofCaller(context).fields();
  }

  private KqlQuery query(Context context) {
    var filters = new ArrayList<LogFilter>();
    for (var token : context.queryParams("f")) {
      filters.add(
          LogFilter.parse(token)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "f must be a filter such as host.name|is|ops-1 or !user.name|exists.")));
    }
    var text = Optional.ofNullable(context.queryParam("q")).orElse("");
    return LogFilter.narrowed(KqlQuery.parse(text, fieldsOfLogs(context)), filters);
  }

  private SearchRequest.Order order(Context context) {
    var sort = Optional.ofNullable(context.queryParam("sort")).orElse("");
    if (sort.isEmpty()) return SearchRequest.Order.NEWEST;
    boolean descending = sort.startsWith("-");
    var field = descending ? sort.substring(1) : sort;
    if (fieldsOfLogs(context).type(field).filter(type -> type.hasValues()).isEmpty()) {
      throw new IllegalArgumentException("sort must be a field that has values, or - and one.");
    }
    return new SearchRequest.Order(field, descending);
  }

  private void search(Context context) throws StoreException {
    var during = range.apply(context);
    var paging = Paging.of(context);
    var breakdown = Optional.ofNullable(context.queryParam("by")).orElse("");
    var request =
        new SearchRequest(
            query(context),
            during.from(),
            during.until(),
            new SearchRequest.Rows(paging.offset(), paging.limit(), order(context)),
            new SearchRequest.Histogram(BARS, breakdown));
    Api.send(context, SearchJson.of(ofCaller(context).search(request), paging));
  }

  private void fields(Context context) {
    var json = JsonNodeFactory.instance.objectNode();
    var items = json.putArray("items");
    fieldsOfLogs(context)
        .types()
        .forEach((name, type) -> {
          items
              .addObject()
              .put("name", name)
              .put("type", type.word())
              .put("has_values", type.hasValues());
        });
    Api.send(context, json);
  }

  private void values(Context context) throws StoreException {
    var name = context.pathParam("name");
    if (fieldsOfLogs(context).type(name).isEmpty())
      throw new NotFoundResponse("No field is called " + name + ".");
    int most = Paging.number(context, "limit", 1, USUAL, MOST_VALUES);
    var found = ofCaller(context).values(query(context), range.apply(context), name, most);
    var json = JsonNodeFactory.instance.objectNode();
    json.put("sampled", found.sampled()).put("present", found.present());
    var items = json.putArray("items");
    found
        .top()
        .forEach(one -> items.addObject().put("value", one.value()).put("lines", one.lines()));
    Api.send(context, json);
  }

  private void line(Context context) throws StoreException {
    var index = context.pathParam("index");
    var id = context.pathParam("id");
    var search = ofCaller(context);
    var line =
        search
            .find(index, id)
            .orElseThrow(
                () -> new NotFoundResponse("There is no line " + id + " in " + index + "."));
    int most = Paging.number(context, "around", 0, 0, MOST_NEIGHBOURS);
    var json = json(line);
    if (most > 0) {
      var before = json.putArray("before");
      search.around(line, false, most).forEach(one -> before.add(json(one)));
      var after = json.putArray("after");
      search.around(line, true, most).forEach(one -> after.add(json(one)));
    }
    Api.send(context, json);
  }

  private static ObjectNode json(SearchResult.Hit line) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("index", line.index()).put("id", line.id()).put("at", line.at().toString());
    json.set("fields", MAPPER.valueToTree(line.fields()));
    return json;
  }

  /// Streams as fast as the client reads, unless that is too slow. Once it has begun, an error can
  /// only end it early, which a client sees because the last chunk is missing.
  private void export(Context context) throws StoreException, IOException {
    var format = Optional.ofNullable(context.queryParam("format")).orElse("csv");
    if (!format.equals("csv") && !format.equals("ndjson"))
      throw new IllegalArgumentException("format must be csv or ndjson.");
    var search = ofCaller(context);
    var query = query(context);
    var during = range.apply(context);
    var columns = columns(context);
    context.contentType(format.equals("csv") ? "text/csv;charset=utf-8" : "application/x-ndjson");
    context.header("Content-Disposition", "attachment; filename=\"stillwatch." + format + "\"");
    context.header("Cache-Control", "no-store");
    var taken = new TakenInTime(context.outputStream(), PIECE_WITHIN, System::nanoTime);
    var out = new BufferedOutputStream(taken, PIECE);
    if (format.equals("csv")) csv(search, query, during, new CsvLines(names(search, columns), out));
    else search.each(query, during, MOST_EXPORTED, line -> ndjson(line, columns, out));
    out.flush();
  }

  private static List<String> columns(Context context) {
    var text = Optional.ofNullable(context.queryParam("cols")).orElse("");
    return Arrays.stream(text.split(",", -1)).filter(name -> !name.isEmpty()).distinct().toList();
  }

  private static Collection<String> names(LogSearch search, List<String> columns) {
    return columns.isEmpty() ? search.fields().types().keySet() : columns;
  }

  private static void csv(LogSearch search, KqlQuery query, Interval during, CsvLines csv)
      throws StoreException, IOException {
    csv.head();
    search.each(query, during, MOST_EXPORTED, csv::write);
  }

  private static void ndjson(SearchResult.Hit line, List<String> columns, OutputStream out)
      throws IOException {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("@timestamp", line.at().toString());
    line.fields()
        .forEach((name, value) -> {
          if (columns.isEmpty() || columns.contains(name))
            json.set(name, MAPPER.valueToTree(value));
        });
    out.write(Printable.json(MAPPER.writeValueAsString(json)).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }
}
