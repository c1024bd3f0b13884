package chartbot.verify;

import chartbot.chart.ChartEdit;
import chartbot.chart.ImageChange;
import chartbot.verify.RenderedObject.ObjectId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether with an image exactly what ran it disappears from the rendered chart. */
final class RemovalCheck {

  private RemovalCheck() {}

  /** Answers the objects that go, as they should. */
  static Set<ObjectId> report(
      ChartEdit edit, RenderedObjects before, RenderedObjects after, Findings findings) {
    Set<ObjectId> gone = new HashSet<>();
    for (ImageChange image : edit.images()) {
      if (image.isRemoval()) {
        gone.addAll(report(image, before, after, findings));
      }
    }
    if (edit.images().stream().noneMatch(ImageChange::isRemoval)) {
      return gone;
    }
    for (RenderedObject object : before.all()) {
      if (!after.byId().containsKey(object.id()) && !gone.contains(object.id())) {
        findings.refuse(
            object.template() + ": " + object.id() + " disappears, and did not run the image",
            Optional.of("keep what it needs, or remove it in a change of its own"));
      }
    }
    return gone;
  }

  private static Set<ObjectId> report(
      ImageChange image, RenderedObjects before, RenderedObjects after, Findings findings) {
    Set<ObjectId> ran = new HashSet<>();
    for (RenderedObject object : before.all()) {
      if (runs(object, image)) {
        ran.add(object.id());
        if (after.byId().containsKey(object.id())) {
          findings.refuse(
              object.template() + ": " + object.id() + " runs " + image.name() + ", and stays",
              Optional.of("remove the image from this template first"));
        }
      }
    }
    if (ran.isEmpty()) {
      findings.note(
          "nothing that renders with these values runs " + image.name() + ": no Job disappears");
    }
    return ran;
  }

  private static boolean runs(RenderedObject object, ImageChange image) {
    return object.containers().stream()
        .map(container -> Images.name(container.image()))
        .anyMatch(name -> name.equals(image.name()) || name.equals(image.key()));
  }
}
