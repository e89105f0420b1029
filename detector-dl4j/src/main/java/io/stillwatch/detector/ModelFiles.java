// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The files of one stored model: `model.json`, `weights.f32` (little-endian floats, one array
/// after the other) and `SHA256SUMS`, which `sha256sum -c` understands.
final class ModelFiles {
  private static final String JSON = "model.json";
  private static final String WEIGHTS = "weights.f32";
  private static final String SUMS = "SHA256SUMS";
  private static final long LARGEST = 16L << 20;

  private ModelFiles() {}

  static void write(Model model, Path dir) throws IOException {
    var json = ModelJson.write(model).getBytes(UTF_8);
    var weights = bytes(model.network().weights());
    put(dir.resolve(JSON), json);
    put(dir.resolve(WEIGHTS), weights);
    put(dir.resolve(SUMS), sums(json, weights).getBytes(UTF_8));
    flush(dir);
  }

  /// The files as they are stored.
  static Map<String, String> pack(Path dir) throws DamagedModelException {
    var packed = new HashMap<String, String>();
    for (var name : List.of(JSON, WEIGHTS, SUMS)) {
      packed.put(name, Base64.getEncoder().encodeToString(get(dir.resolve(name))));
    }
    return packed;
  }

  /// Writes what [#pack] read, whatever else may have come with it.
  static void unpack(Map<String, String> packed, Path dir)
      throws IOException, DamagedModelException {
    for (var name : List.of(JSON, WEIGHTS, SUMS)) {
      var text = packed.get(name);
      if (text == null) throw new DamagedModelException("it came without " + name);
      try {
        put(dir.resolve(name), Base64.getDecoder().decode(text));
      } catch (IllegalArgumentException e) {
        throw new DamagedModelException(name + " is not Base64", e);
      }
    }
    flush(dir);
  }

  static Model read(Path dir, String id) throws DamagedModelException {
    var json = get(dir.resolve(JSON));
    var weights = get(dir.resolve(WEIGHTS));
    var sums = new String(get(dir.resolve(SUMS)), UTF_8);
    if (!sums.equals(sums(json, weights))) {
      throw new DamagedModelException("its files do not match their SHA-256 sums");
    }
    try {
      var model = ModelJson.read(new String(json, UTF_8), shape -> weights(weights, shape));
      if (!model.card().id().equals(id)) {
        throw new DamagedModelException("it says that it is " + model.card().id());
      }
      return model;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DamagedModelException("it cannot be understood", e);
    }
  }

  private static byte[] bytes(Weights weights) {
    int count = 0;
    for (int i = 0; i < Weights.ARRAYS; i++) count += weights.array(i).length;
    var buffer = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < Weights.ARRAYS; i++) {
      for (float f : weights.array(i)) buffer.putFloat(f);
    }
    return buffer.array();
  }

  private static Weights weights(byte[] bytes, DetectorSettings settings) {
    var sizes = Weights.sizes(Network.INPUTS, settings.hidden());
    long expected = 0;
    for (int size : sizes) expected += (long) size * Float.BYTES;
    if (expected != bytes.length) {
      throw new IllegalArgumentException(bytes.length + " bytes of weights instead of " + expected);
    }
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    var arrays = new float[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      arrays[i] = new float[sizes[i]];
      for (int j = 0; j < sizes[i]; j++) arrays[i][j] = buffer.getFloat();
    }
    var weights = new Weights(Network.INPUTS, settings.hidden(), arrays);
    if (!weights.finite()) throw new IllegalArgumentException("weights that are not numbers");
    return weights;
  }

  private static String sums(byte[] json, byte[] weights) {
    return sha256(json) + "  " + JSON + "\n" + sha256(weights) + "  " + WEIGHTS + "\n";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    flush(file);
  }

  /// Without this a power cut may leave names without content.
  static void flush(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static byte[] get(Path file) throws DamagedModelException {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new DamagedModelException("it has no " + file.getFileName());
      }
      if (Files.size(file) > LARGEST) {
        throw new DamagedModelException(file.getFileName() + " is larger than any model of ours");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DamagedModelException(file + " cannot be read", e);
    }
  }
}
