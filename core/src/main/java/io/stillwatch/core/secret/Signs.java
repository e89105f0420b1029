// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/// Tells in one pass over a text which kinds of secrets it may hold; most texts hold none and need
/// no closer look. The words are found together, by the automaton of Aho and Corasick (1975).
final class Signs {
  static final int NAMED = 1;
  static final int ADDRESS = 2;
  static final int KNOWN = 4;
  static final int COMMAND = 8;

  private static final List<String> ADDRESSES = AddressSecrets.SIGNS;
  private static final List<String> NAMES =
      List.of(
          "pass",
          "pwd",
          "pw",
          "psw",
          "secret",
          "token",
          "cred",
          "key",
          "auth",
          "cookie",
          "sig",
          "jwt",
          "otp",
          "bearer",
          "basic",
          "identified",
          "kennwort");
  private static final List<String> TOKENS = KnownTokens.signs();
  private static final List<String> COMMANDS = CommandSecrets.signs();

  private static final int CHARACTERS = 128;
  private static final Signs ALL = new Signs();

  private final int[] next;
  private final int[] found;

  private Signs() {
    int most = 1;
    for (var list : List.of(ADDRESSES, NAMES, TOKENS, COMMANDS)) {
      most += list.stream().mapToInt(String::length).sum();
    }
    next = new int[(most + 1) * CHARACTERS];
    found = new int[most + 1];
    int states = add(ADDRESSES, ADDRESS, 1);
    states = add(NAMES, NAMED, states);
    states = add(TOKENS, KNOWN, states);
    add(COMMANDS, COMMAND, states);
    link();
  }

  private int add(List<String> words, int kind, int states) {
    int free = states;
    for (var word : words) {
      int state = 0;
      for (int i = 0; i < word.length(); i++) {
        int edge = state * CHARACTERS + word.charAt(i);
        if (next[edge] == 0) next[edge] = free++;
        state = next[edge];
      }
      found[state] |= kind;
    }
    return free;
  }

  /// Completes the automaton, so that each character is one step.
  private void link() {
    var fail = new int[found.length];
    var states = new ArrayDeque<Integer>();
    Arrays.stream(next, 0, CHARACTERS).filter(state -> state != 0).forEach(states::add);
    while (!states.isEmpty()) {
      int state = states.poll();
      found[state] |= found[fail[state]];
      for (int one = 0; one < CHARACTERS; one++) {
        int edge = state * CHARACTERS + one;
        int otherwise = next[fail[state] * CHARACTERS + one];
        if (next[edge] == 0) {
          next[edge] = otherwise;
        } else {
          fail[next[edge]] = otherwise;
          states.add(next[edge]);
        }
      }
    }
  }

  /// The kinds of secrets that the text may hold, as bits.
  static int in(String text) {
    return ALL.read(text);
  }

  private int read(String text) {
    int state = 0;
    int kinds = 0;
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one >= 'A' && one <= 'Z') one = (char) (one + ('a' - 'A'));
      state = one < CHARACTERS ? next[state * CHARACTERS + one] : 0;
      kinds |= found[state];
    }
    return kinds;
  }
}
