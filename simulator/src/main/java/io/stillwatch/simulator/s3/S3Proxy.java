// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/// S3Proxy with one bucket in a folder, as a process of its own: its many libraries would clash
/// with ours on one class path.
public final class S3Proxy implements AutoCloseable {
  public static final String BUCKET = "logs";

  private static final int STARTS_WITHIN_SECONDS = 60;

  private final Process process;
  private final String endpoint;
  private final HttpClient http = HttpClient.newHttpClient();

  private S3Proxy(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// Nobody needs to sign.
  public static S3Proxy open(Path jar, Path folder) throws IOException {
    return start(jar, folder, "s3proxy.authorization=none\n");
  }

  /// Whoever does not sign is denied.
  public static S3Proxy guarded(Path jar, Path folder) throws IOException {
    var who = "s3proxy.identity=id\ns3proxy.credential=secret\n";
    return start(jar, folder, "s3proxy.authorization=aws-v2-or-v4\n" + who);
  }

  private static S3Proxy start(Path jar, Path folder, String authorization) throws IOException {
    if (!Files.exists(jar))
      throw new IOException("S3Proxy is not at '" + jar + "': build with ./stillwatch.");
    var endpoint = "http://127.0.0.1:" + freePort();
    var data = folder.resolve("data");
    var bucket = Files.createDirectories(data.resolve(BUCKET));
    Files.setPosixFilePermissions(
        bucket, PosixFilePermissions.fromString("rwx------")); // or public
    var settings = "jclouds.provider=filesystem-nio2\njclouds.filesystem.basedir=" + data + "\n";
    var properties = folder.resolve("s3proxy.conf");
    Files.writeString(properties, authorization + "s3proxy.endpoint=" + endpoint + "\n" + settings);
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    awaitStart(process);
    return new S3Proxy(process, endpoint);
  }

  private static void awaitStart(Process process) throws IOException {
    var late = CompletableFuture.delayedExecutor(STARTS_WITHIN_SECONDS, TimeUnit.SECONDS);
    var end = CompletableFuture.runAsync(process::destroyForcibly, late);
    var said = new StringBuilder();
    var out = process.inputReader(StandardCharsets.UTF_8);
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Started")) {
        end.cancel(false);
        Thread.startVirtualThread(() -> out.lines().forEach(_ -> {})); // or it stops at a full pipe
        return;
      }
    }
    throw new IOException("S3Proxy did not start within " + STARTS_WITHIN_SECONDS + " s:\n" + said);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String endpoint() {
    return endpoint;
  }

  public void put(String key, byte[] bytes) throws IOException, InterruptedException {
    ask("PUT", path(key), BodyPublishers.ofByteArray(bytes));
  }

  public void put(String key, String text) throws IOException, InterruptedException {
    put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] get(String key) throws IOException, InterruptedException {
    return ask("GET", path(key), BodyPublishers.noBody());
  }

  public void delete(String key) throws IOException, InterruptedException {
    ask("DELETE", path(key), BodyPublishers.noBody());
  }

  /// The keys of a prefix in their order, up to a thousand of them.
  public List<String> keys(String prefix) throws IOException, InterruptedException {
    var xml = ask("GET", "?list-type=2&prefix=" + encoded(prefix), BodyPublishers.noBody());
    try {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml));
      var found = document.getElementsByTagName("Key");
      var keys = new ArrayList<String>();
      for (int i = 0; i < found.getLength(); i++) keys.add(found.item(i).getTextContent());
      return keys;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("The listing of S3Proxy is no XML.", e);
    }
  }

  private static String path(String key) {
    return "/" + encoded(key).replace("%2F", "/");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private byte[] ask(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    var where = URI.create(endpoint + "/" + BUCKET + path);
    var request = HttpRequest.newBuilder(where).method(method, body).build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() / 100 == 2) return answer.body();
    var said = new String(answer.body(), StandardCharsets.UTF_8);
    throw new IOException(method + " " + where + ": " + answer.statusCode() + " " + said);
  }

  @Override
  public void close() {
    http.close();
    process.destroyForcibly();
  }
}
