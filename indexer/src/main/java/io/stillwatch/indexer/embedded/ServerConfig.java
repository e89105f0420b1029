// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.nio.file.Path;
import java.util.OptionalInt;

/// The server's configuration files, as text.
record ServerConfig(Path folder, OptionalInt port, int heapMb) {

  /// Loopback only, therefore without TLS; nobody without a password. The watermarks are absolute,
  /// because the defaults (85 % and more) would block a large disk that still has plenty of space.
  String elasticsearchYml() {
    return """
    cluster.name: stillwatch
    node.name: stillwatch
    node.portsfile: true
    discovery.type: single-node
    network.host: 127.0.0.1
    http.port: %s
    transport.port: 0
    http.max_content_length: 20mb
    indices.memory.index_buffer_size: 25%%
    path.data: %s
    path.logs: %s
    xpack.security.enabled: true
    xpack.security.http.ssl.enabled: false
    xpack.security.transport.ssl.enabled: false
    xpack.security.enrollment.enabled: false
    xpack.security.authc.reserved_realm.enabled: false
    xpack.security.authc.realms.native.none.enabled: false
    xpack.security.authc.realms.file.stillwatch.order: 0
    xpack.security.authc.password_hashing.algorithm: pbkdf2
    action.auto_create_index: "stillwatch-*"
    action.destructive_requires_name: true
    cluster.max_shards_per_node: 20000
    cluster.routing.allocation.disk.watermark.low: 2gb
    cluster.routing.allocation.disk.watermark.high: 1gb
    cluster.routing.allocation.disk.watermark.flood_stage: 500mb
    """
        .formatted(
            port.isPresent() ? Integer.toString(port.getAsInt()) : "0",
            quoted(folder.resolve("data")),
            quoted(folder.resolve("logs")));
  }

  /// No memory page is touched before use and no GC log is written, because the idle server of a
  /// demo should be small. C2 stays enabled, because indexing is slower without it.
  String jvmOptions() {
    return """
    -Xms%1$dm
    -Xmx%1$dm
    -XX:-AlwaysPreTouch
    -XX:-HeapDumpOnOutOfMemoryError
    -Xlog:disable
    -Xlog:all=warning:stderr:utctime,level,tags
    -XX:ErrorFile=%2$s/logs/hs_err_pid%%p.log
    """
        .formatted(heapMb, folder);
  }

  /// One log file, rolled at 10 MB; five are kept.
  String log4j2() {
    return """
    status = error
    appender.rolling.type = RollingFile
    appender.rolling.name = rolling
    appender.rolling.fileName = %1$s/logs/server.log
    appender.rolling.filePattern = %1$s/logs/server.%%i.log
    appender.rolling.layout.type = PatternLayout
    appender.rolling.layout.pattern = [%%d{ISO8601}][%%-5p][%%-25c{1.}] %%m%%n
    appender.rolling.policies.type = Policies
    appender.rolling.policies.size.type = SizeBasedTriggeringPolicy
    appender.rolling.policies.size.size = 10MB
    appender.rolling.strategy.type = DefaultRolloverStrategy
    appender.rolling.strategy.max = 5
    rootLogger.level = info
    rootLogger.appenderRef.rolling.ref = rolling
    """
        .formatted(folder);
  }

  private static String quoted(Path path) {
    return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
