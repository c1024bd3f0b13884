package chartbot.lifecycle;

import chartbot.target.Identity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Open changes as test cases describe them. */
public final class Given {

  public static final Account BOT =
      new Account(7, "bot", Optional.of(new Identity("Bot", "bot@example.com")));
  public static final int SOMEBODY = 8;

  private final int number;
  private String changeId;
  private int owner = BOT.id();
  private Set<String> hashtags = Set.of("chartbot");
  private boolean vetoed;
  private final List<PatchSet> patchSets = new ArrayList<>();

  private Given(int number) {
    this.number = number;
    this.changeId = "I" + number;
  }

  public static Given change(int number) {
    return new Given(number);
  }

  public Given id(String id) {
    changeId = id;
    return this;
  }

  Given ownedBy(int account) {
    owner = account;
    return this;
  }

  Given hashtags(String... tags) {
    hashtags = Set.of(tags);
    return this;
  }

  Given vetoed() {
    vetoed = true;
    return this;
  }

  /** The bot uploads a patch set that proposes these images. */
  public Given proposes(String... images) {
    return patchSet(BOT.id(), message(images));
  }

  /** The bot uploads a patch set whose older tags are wanted. */
  Given takesBackTo(String... images) {
    return patchSet(
        BOT.id(), message(images).replace("Change-Id:", "Chartbot-Options: downgrade\nChange-Id:"));
  }

  /** The bot uploads a patch set in which the older tag of one image is wanted. */
  Given takesBack(String name, String... images) {
    return patchSet(
        BOT.id(),
        message(images)
            .replace("Change-Id:", "Chartbot-Options: downgrade=" + name + "\nChange-Id:"));
  }

  /** The bot is forced to upload a patch set whatever lies below. */
  Given forces(String... images) {
    return patchSet(
        BOT.id(), message(images).replace("Change-Id:", "Chartbot-Options: force\nChange-Id:"));
  }

  /** Somebody else uploads a patch set. */
  public Given amendedBy(int account, String... images) {
    return patchSet(account, message(images));
  }

  public OpenChange open() {
    return new OpenChange(
        number,
        changeId,
        "http://gerrit/c/p/+/" + number,
        owner,
        hashtags,
        patchSets,
        vetoed ? Optional.of("Carol") : Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        false,
        Instant.EPOCH,
        List.of());
  }

  private Given patchSet(int uploader, String message) {
    int next = patchSets.size() + 1;
    PatchSet.Stamp stamp =
        new PatchSet.Stamp(new Identity("x", "x@example.com"), Instant.EPOCH, ZoneOffset.UTC);
    patchSets.add(
        new PatchSet(
            next,
            String.format("%036d%04d", number, next),
            "refs/changes/" + number + "/" + next,
            List.of("0".repeat(40)),
            uploader,
            message,
            stamp,
            stamp));
    return this;
  }

  private String message(String... images) {
    StringBuilder message = new StringBuilder("Update\n\n");
    for (String image : images) {
      message.append("Model-Image: ").append(image).append('\n');
    }
    return message.append("Change-Id: ").append(changeId).append('\n').toString();
  }

  public static Map<String, String> tags(String... images) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String image : images) {
      tags.put(image.substring(0, image.indexOf(':')), image.substring(image.indexOf(':') + 1));
    }
    return tags;
  }
}
