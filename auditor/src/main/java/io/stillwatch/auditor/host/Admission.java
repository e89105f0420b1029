// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which tables a daemon reads, by name, mode, owner and links.
///
/// Debian: cron.d names of letters, digits, `_` and `-`, not writable by group or others, spool
/// mode exactly 0600, one hard link, symlink and target owned by root. cronie: any name but `.x`,
/// `#x`, `x~` and the rpm leftovers, `(mode & 07533) == 0400`, so an executable table is refused.
final class Admission {
  private static final Pattern DEBIAN_NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern CRONIE_SKIPPED =
      Pattern.compile("[.#].*|.*~|.+\\.(?:rpmsave|rpmorig|rpmnew)");
  private static final int ROOT = 0;

  private final Dialect dialect;
  private final Facts facts;

  Admission(Dialect dialect, Facts facts) {
    this.dialect = dialect;
    this.facts = facts;
  }

  List<Refusal> refusals(TablePlace place, ConfigFile file) {
    var refusals = new ArrayList<Refusal>();
    if (!nameIsRead(place)) refusals.add(Refusal.NAME);
    if (place.spooled() && facts.noSuchUser(place.owner())) refusals.add(Refusal.ORPHAN);
    var attributes = file.attributes();
    if (attributes.isLink()) link(place, attributes).ifPresent(refusals::add);
    if (!attributes.mode().matches("[0-7]{1,7}")) return refusals;
    if (!attributes.isLink() && !attributes.type().equals("f")) refusals.add(Refusal.NOT_A_FILE);
    owner(place, file).ifPresent(refusals::add);
    if (!modeIsGood(place, Integer.parseInt(file.attributes().mode(), 8))) {
      refusals.add(Refusal.MODE);
    }
    boolean counted = dialect == Dialect.DEBIAN || place.spooled();
    if (counted && file.attributes().links() > 1) refusals.add(Refusal.HARD_LINKS);
    return refusals;
  }

  private boolean nameIsRead(TablePlace place) {
    var name = place.fileName();
    if (dialect == Dialect.CRONIE) return !CRONIE_SKIPPED.matcher(name).matches();
    return place.inCronD() ? DEBIAN_NAME.matcher(name).matches() : !name.startsWith(".");
  }

  private Optional<Refusal> link(TablePlace place, ConfigFile.Attributes link) {
    boolean debian = dialect == Dialect.DEBIAN;
    boolean absent = facts.file(place.path()) == Facts.Presence.ABSENT;
    if (link.isBroken() || absent) return Optional.of(Refusal.BROKEN_LINK);
    if (debian && place.spooled()) return Optional.of(Refusal.NOT_A_FILE); // opened with O_NOFOLLOW
    return debian && link.linkUid() > ROOT ? Optional.of(Refusal.LINK_OWNER) : Optional.empty();
  }

  private Optional<Refusal> owner(TablePlace place, ConfigFile file) {
    int uid = file.attributes().uid();
    if (uid == ROOT || uid < 0) return Optional.empty();
    var owner = facts.user(place.owner()).map(Account::uid);
    if (place.spooled() && owner.isEmpty()) return Optional.empty(); // not known whose it must be
    return owner.filter(u -> u == uid).isPresent() ? Optional.empty() : Optional.of(Refusal.OWNER);
  }

  private boolean modeIsGood(TablePlace place, int mode) {
    if (dialect == Dialect.CRONIE) return (mode & 07533) == 0400;
    return place.spooled() ? (mode & 07777) == 0600 : (mode & 022) == 0;
  }
}
