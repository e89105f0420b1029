// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// S3Proxy as a process of its own, with one bucket in a folder.
final class S3Server implements AutoCloseable {
  static final String BUCKET = "logs";
  private static final Path JAR = Path.of("target", "s3proxy", "s3proxy.jar");

  private final Process process;
  private final String endpoint;
  private final S3Client client;

  private S3Server(Process process, String endpoint, boolean guarded) {
    this.process = process;
    this.endpoint = endpoint;
    this.client =
        S3Client.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(endpoint))
            .forcePathStyle(true)
            .httpClientBuilder(Apache5HttpClient.builder())
            .credentialsProvider(
                guarded
                    ? StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"))
                    : AnonymousCredentialsProvider.create())
            .build();
    client.createBucket(r -> r.bucket(BUCKET));
  }

  static S3Server open(Path folder) throws IOException {
    return start(folder, "s3proxy.authorization=none\n", false);
  }

  /// Whoever does not sign is denied.
  static S3Server guarded(Path folder) throws IOException {
    return start(
        folder,
        "s3proxy.authorization=aws-v2-or-v4\ns3proxy.identity=id\ns3proxy.credential=secret\n",
        true);
  }

  private static S3Server start(Path folder, String authorization, boolean guarded)
      throws IOException {
    var endpoint = "http://127.0.0.1:" + freePort();
    var properties = folder.resolve("s3proxy.conf");
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        properties,
        authorization
            + "s3proxy.endpoint="
            + endpoint
            + "\njclouds.provider=filesystem-nio2\njclouds.filesystem.basedir="
            + folder.resolve("data")
            + "\n");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .start();
    awaitStart(process);
    return new S3Server(process, endpoint, guarded);
  }

  private static void awaitStart(Process process) throws IOException {
    var said = new StringBuilder();
    var out = process.inputReader(StandardCharsets.UTF_8);
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Started")) {
        Thread.startVirtualThread(() -> out.lines().forEach(_ -> {})); // or it stops at a full pipe
        return;
      }
    }
    throw new AssertionError("S3Proxy did not start:\n" + said);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String endpoint() {
    return endpoint;
  }

  void put(String key, byte[] bytes) {
    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
  }

  void put(String key, String text) {
    put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] get(String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
  }

  List<String> keys(String prefix) {
    return client.listObjectsV2Paginator(r -> r.bucket(BUCKET).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  void delete(String key) {
    client.deleteObject(r -> r.bucket(BUCKET).key(key));
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }
}
