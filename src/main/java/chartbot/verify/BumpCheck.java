package chartbot.verify;

import chartbot.chart.ImageChange;
import chartbot.verify.RenderedObject.Container;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a bump took effect: what ran NAME:OLD runs NAME:NEW, and nothing runs NAME:OLD. */
final class BumpCheck {

  private final ImageChange change;
  private final Set<String> names;
  private final List<Container> running = new ArrayList<>();
  private final List<Container> stale = new ArrayList<>();
  private final List<Container> pinned = new ArrayList<>();

  BumpCheck(ImageChange change, RenderedObjects before, RenderedObjects after) {
    this.change = change;
    Map<String, String> was = new HashMap<>();
    before.containers().forEach(c -> was.put(key(c), c.image()));
    names = new HashSet<>(List.of(change.name(), change.key()));
    for (Container container : after.containers()) {
      String old = was.getOrDefault(key(container), "");
      boolean follows =
          Images.tag(container.image()).equals(change.to())
              && !old.equals(container.image())
              && Images.name(old).equals(Images.name(container.image()));
      if (follows) {
        names.add(Images.name(container.image())); // an entry's key may differ from its name
      }
    }
    for (Container container : after.containers()) {
      if (names.contains(Images.name(container.image()))) {
        sort(container, was.getOrDefault(key(container), ""));
      }
    }
  }

  private void sort(Container container, String was) {
    String image = container.image();
    String digest = Images.digest(image);
    boolean sameDigest = !digest.isEmpty() && digest.equals(Images.digest(was));
    if (Images.tag(image).equals(change.to()) && !sameDigest) {
      running.add(container);
    } else if (change.from().filter(Images.tag(image)::equals).isPresent() && digest.isEmpty()) {
      stale.add(container);
    } else {
      pinned.add(container);
    }
  }

  private static String key(Container container) {
    return container.object().id() + "\n" + container.init() + "\n" + container.name();
  }

  /** Whether a container of the image is rendered, at whatever tag. */
  boolean isRendered() {
    return !running.isEmpty() || !stale.isEmpty() || !pinned.isEmpty();
  }

  boolean runs() {
    return !running.isEmpty();
  }

  /** Objects with a container that runs the new tag. */
  Set<RenderedObject.ObjectId> objects() {
    Set<RenderedObject.ObjectId> ids = new HashSet<>();
    running.forEach(container -> ids.add(container.object().id()));
    return ids;
  }

  void report(SourceLocator places, Findings findings) {
    String image = change.name() + ":" + change.to();
    List<Container> wrong = new ArrayList<>(stale);
    if (running.isEmpty()) {
      wrong.addAll(pinned);
    } else {
      pinned.forEach(
          container ->
              findings.note(
                  where(container, places)
                      + ": "
                      + container
                      + " runs "
                      + container.image()
                      + ", not "
                      + image));
    }
    for (Container container : wrong) {
      String digest = Images.digest(container.image());
      findings.refuse(
          where(container, places)
              + ": after the update "
              + container
              + " runs "
              + container.image()
              + ", not "
              + image,
          Optional.of(
              digest.isEmpty()
                  ? "let the template take the tag from the image's entry, or set the tag there"
                  : "the digest wins over the tag: remove it, or update it too"));
    }
  }

  private static String where(Container container, SourceLocator places) {
    String image = container.image();
    String template = container.object().template();
    String wins = Images.digest(image).isEmpty() ? Images.tag(image) : Images.digest(image);
    return places.of(Images.name(image), wins, template).orElse(template);
  }
}
