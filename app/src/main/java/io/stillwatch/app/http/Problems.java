// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.store.StoreBusyException;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Errors of the API as RFC 9457 problem documents.
///
/// What the caller did wrong is said in full; of what we did wrong the caller gets an id, and the
/// log has the rest.
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final String TYPE = "application/problem+json";

  private Problems() {}

  static void answerIn(RoutesConfig routes) {
    routes.exception(KqlException.class, Problems::kql);
    routes.exception(IllegalArgumentException.class, Problems::badRequest);
    routes.exception(StoreBusyException.class, Problems::busy);
    routes.exception(StoreException.class, Problems::unavailable);
    routes.exception(Ingest.BusyException.class, Ingest::busy);
    routes.exception(
        HttpResponseException.class,
        (e, context) -> answer(context, HttpStatus.forStatus(e.getStatus()), message(e)));
    routes.exception(
        HttpException.RuntimeException.class, // of the server, while a body is read
        (e, context) ->
            answer(context, HttpStatus.forStatus(e.getCode()), String.valueOf(e.getReason())));
    routes.exception(Exception.class, Problems::bug);
  }

  static void answer(Context context, HttpStatus status, String detail) {
    answer(context, status, detail, 0);
  }

  /// What has begun to be sent is cut off instead: with an end it would look complete.
  private static void answer(Context context, HttpStatus status, String detail, int column) {
    if (context.res().isCommitted()) {
      var request = ServletContextRequest.getServletContextRequest(context.req());
      request.getConnectionMetaData().getConnection().getEndPoint().close();
      return;
    }
    var problem =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "about:blank")
            .put("title", status.getMessage())
            .put("status", status.getCode())
            .put("detail", detail)
            .put("instance", context.path());
    if (column > 0) problem.put("column", column);
    context.status(status).contentType(TYPE).result(Printable.json(problem.toString()));
  }

  private static void kql(KqlException e, Context context) {
    answer(context, HttpStatus.BAD_REQUEST, message(e), e.column());
  }

  private static void badRequest(IllegalArgumentException e, Context context) {
    answer(context, HttpStatus.BAD_REQUEST, message(e));
  }

  private static void busy(StoreBusyException e, Context context) {
    context.header("Retry-After", "10");
    answer(context, HttpStatus.TOO_MANY_REQUESTS, message(e));
  }

  private static void unavailable(StoreException e, Context context) {
    log.atWarn().addKeyValue("path", logged(context)).setCause(e).log("A store did not answer.");
    context.header("Retry-After", "10");
    answer(context, HttpStatus.SERVICE_UNAVAILABLE, message(e));
  }

  private static void bug(Exception e, Context context) {
    var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    log.atError()
        .addKeyValue("error", id)
        .addKeyValue("path", logged(context))
        .setCause(e)
        .log("A request failed.");
    answer(
        context,
        HttpStatus.INTERNAL_SERVER_ERROR,
        "This is a fault of Stillwatch. The log has it under " + id + ".");
  }

  /// The address of a ping is a secret.
  private static String logged(Context context) {
    return context.path().startsWith("/ping/") ? "/ping" : context.path();
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
