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
  ///
  /// `bitsDeny` tells of an unknown answer that the mode bits alone would deny.
  public record Decision(Answer answer, String path, boolean bitsDeny) {}

  private record One(Answer answer, boolean bitsDeny) {
    static final One UNKNOWN = new One(Answer.UNKNOWN, false);
    static final One ALLOWED = new One(Answer.ALLOWED, false);
    static final One DENIED = new One(Answer.DENIED, true);

    Decision about(String path) {
      return new Decision(answer, path, bitsDeny);
    }
  }

  public Decision decide(Account user, String path, Right right) {
    var unknown = Optional.<Decision>empty();
    for (var parent : parents(path)) {
      var one = one(user, parent, Right.EXECUTE);
      if (one.answer() == Answer.DENIED) return one.about(parent);
      // parents that no snapshot lists (/, /usr) are world-traversable on every host
      boolean listed = stats.apply(parent).isPresent();
      boolean first = unknown.isEmpty() || (one.bitsDeny() && !unknown.get().bitsDeny());
      if (one.answer() == Answer.UNKNOWN && listed && first) {
        unknown = Optional.of(one.about(parent));
      }
    }
    var last = one(user, path, right);
    if (last.answer() == Answer.DENIED) return last.about(path);
    return unknown.filter(u -> u.bitsDeny() || !last.bitsDeny()).orElse(last.about(path));
  }

  private One one(Account user, String path, Right right) {
    var found = stats.apply(path);
    if (found.isEmpty()) return One.UNKNOWN;
    var stat = found.get();
    if (!stat.exists()) return One.DENIED;
    if (!stat.mode().matches("[0-7]{1,7}")) return One.UNKNOWN;
    if (stat.type().equals("l")) return One.UNKNOWN; // the target decides
    int mode = Integer.parseInt(stat.mode(), 8);
    if (user.uid() == ROOT) return root(stat, mode, right);
    boolean allowed = ((mode >> shift(user, stat)) & right.bit) != 0;
    if (stat.acl() && maskLets(user, stat, mode, right)) return new One(Answer.UNKNOWN, !allowed);
    return allowed ? One.ALLOWED : One.DENIED;
  }

  private static One root(FileStat stat, int mode, Right right) {
    if (right != Right.EXECUTE || stat.type().equals("d")) return One.ALLOWED;
    return (mode & 0111) != 0 ? One.ALLOWED : One.DENIED;
  }

  /// With an access list the bits of the group are its mask: what they lack it gives to nobody, and
  /// its owner is judged by the bits alone (acl(5)).
  private static boolean maskLets(Account user, FileStat stat, int mode, Right right) {
    return user.uid() != stat.uid() && ((mode >> 3) & right.bit) != 0;
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
