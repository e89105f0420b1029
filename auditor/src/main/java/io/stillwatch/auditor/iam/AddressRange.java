// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.iam;

/// IPv4 ranges such as `10.0.0.0/8`; other text matches only itself.
public final class AddressRange {
  private AddressRange() {}

  static boolean contains(String range, String address) {
    var parts = range.split("/", 2);
    if (!isAddress(parts[0]) || !isAddress(address)) return range.equals(address);
    int bits = parts.length == 2 && parts[1].matches("\\d{1,2}") ? Integer.parseInt(parts[1]) : 32;
    if (bits <= 0) return true;
    long mask = 0xffffffffL << (32 - Math.min(bits, 32)) & 0xffffffffL;
    return (number(parts[0]) & mask) == (number(address) & mask);
  }

  public static boolean isPrivate(String range) {
    return contains("10.0.0.0/8", base(range))
        || contains("172.16.0.0/12", base(range))
        || contains("192.168.0.0/16", base(range));
  }

  private static String base(String range) {
    return range.split("/", 2)[0];
  }

  private static boolean isAddress(String text) {
    return text.matches("\\d{1,3}(?:\\.\\d{1,3}){3}");
  }

  private static long number(String address) {
    long value = 0;
    for (var part : address.split("\\.", -1)) value = value << 8 | Integer.parseInt(part);
    return value;
  }
}
