// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.access;

import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.FileStat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The kernel's permission check over recorded file modes.
///
/// Owner, group (with the supplementary ones) or other bits decide, the first class that applies;
/// every parent must be traversable. root may read and write anything, and run what anybody may
/// run. An access list makes the answer unknown.
public final class Access {
  private static final int ROOT = 0;

  private final Function<String, Optional<FileStat>> stats;

  /// `stats` tells the state of a path, empty if it is not known.
  public Access(Function<String, Optional<FileStat>> stats) {
    this.stats = stats;
  }

  public enum Right {
    READ(4),
    WRITE(2),
    EXECUTE(1);

    private final int bit;

    Right(int bit) {
      this.bit = bit;
    }
  }

  public enum Answer {
    ALLOWED,
    DENIED,
    UNKNOWN
  }

  /// An answer and the path that decided it: the file itself or a parent.
  public record Decision(Answer answer, String path) {}

  public Decision decide(Account user, String path, Right right) {
    var unknown = Optional.<Decision>empty();
    for (var parent : parents(path)) {
      var answer = one(user, parent, Right.EXECUTE);
      if (answer == Answer.DENIED) return new Decision(answer, parent);
      // parents that no snapshot lists (/, /usr) are world-traversable on every host
      boolean listed = stats.apply(parent).isPresent();
      if (answer == Answer.UNKNOWN && listed && unknown.isEmpty()) {
        unknown = Optional.of(new Decision(answer, parent));
      }
    }
    var last = one(user, path, right);
    if (last == Answer.DENIED) return new Decision(last, path);
    return unknown.orElse(new Decision(last, path));
  }

  private Answer one(Account user, String path, Right right) {
    var stat = stats.apply(path);
    if (stat.isEmpty() || stat.get().mode().isEmpty()) return Answer.UNKNOWN;
    if (!stat.get().exists()) return Answer.DENIED;
    int mode = Integer.parseInt(stat.get().mode(), 8);
    if (stat.get().type().equals("l")) return Answer.UNKNOWN; // the target decides
    if (user.uid() == ROOT) return root(stat.get(), mode, right);
    if (stat.get().acl()) return Answer.UNKNOWN;
    int shift = shift(user, stat.get());
    return ((mode >> shift) & right.bit) != 0 ? Answer.ALLOWED : Answer.DENIED;
  }

  private static Answer root(FileStat stat, int mode, Right right) {
    if (right != Right.EXECUTE || stat.type().equals("d")) return Answer.ALLOWED;
    return (mode & 0111) != 0 ? Answer.ALLOWED : Answer.DENIED;
  }

  private static int shift(Account user, FileStat stat) {
    if (user.uid() == stat.uid()) return 6;
    return user.gids().contains(stat.gid()) ? 3 : 0;
  }

  private static List<String> parents(String path) {
    var parents = new ArrayList<String>();
    int slash = path.lastIndexOf('/');
    while (slash > 0) {
      parents.add(path.substring(0, slash));
      slash = path.lastIndexOf('/', slash - 1);
    }
    parents.add("/");
    Collections.reverse(parents);
    return parents;
  }
}
