// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.net.InetSocketAddress;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Reports the connections of Jetty to [Connections], and answers 503 when there is no room.
final class ConnectionLimit extends Handler.Wrapper implements Connection.Listener {
  private static final Set<String> HEALTH = Set.of("/livez", "/readyz");

  private final Connections<Connection> connections;

  ConnectionLimit(Handler handler, Connections<Connection> connections, Connector connector) {
    super(handler);
    this.connections = connections;
    connector.addEventListener(this);
  }

  @Override
  public void onOpened(Connection connection) {
    boolean waits = connection instanceof ConnectionMetaData; // no web socket, which may be silent
    var end = connection.getEndPoint();
    connections.opened(connection, address(end.getRemoteSocketAddress()), waits, end::close);
  }

  private static String address(Object remote) {
    return remote instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "";
  }

  @Override
  public void onClosed(Connection connection) {
    connections.closed(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var connection = request.getConnectionMetaData().getConnection();
    boolean room = connections.began(connection);
    Request.addCompletionListener(request, _ -> connections.ended(connection));
    if (room || HEALTH.contains(Request.getPathInContext(request)))
      return super.handle(request, response, callback);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Response.writeError(
        request,
        response,
        callback,
        HttpStatus.SERVICE_UNAVAILABLE_503,
        "As many connections as there may be are being served. Try again later.");
    return true;
  }
}
