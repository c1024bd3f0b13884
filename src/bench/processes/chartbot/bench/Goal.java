package chartbot.bench;

import java.util.List;

/**
 * A target of this project for one Java, and what was measured.
 *
 * @param most what it may be at most
 */
record Goal(String what, double measured, double most) {

  boolean isMet() {
    return measured <= most;
  }

  static List<Goal> of(Measurements all, String java) {
    return List.of(
        ratio(all, java, "small", "first push, cold", true, Names.SCRIPT, 1.3),
        ratio(all, java, "large", "first push, cold", true, Names.SCRIPT, 0.8),
        ratio(all, java, "small", "first push, warm", false, Names.SCRIPT, 1.0),
        ratio(all, java, "large", "first push, warm", false, Names.SCRIPT, 0.35),
        ratio(all, java, "small", "first push, warm", false, Names.FLOOR, 2.0),
        ratio(all, java, "large", "first push, warm", false, Names.FLOOR, 2.2),
        ratio(all, java, "small", "repeat, warm", true, Names.FLOOR, 1.5),
        ratio(all, java, "large", "repeat, warm", true, Names.FLOOR, 1.5),
        batch(all, java),
        start(all, java),
        memory(all, java, "first push, cold", true, 120),
        memory(all, java, "first push, cold", false, 80));
  }

  private static Goal ratio(
      Measurements all,
      String java,
      String chart,
      String kind,
      boolean verified,
      String against,
      double most) {
    double measured = all.median(chart, Names.update(java, kind, verified), Figure::wall);
    return new Goal(
        "%s, %s, %s: wall against the %s"
            .formatted(chart, kind, verified ? "verified" : "not verified", against),
        measured / all.median(chart, against, Figure::wall),
        most);
  }

  private static Goal batch(Measurements all, String java) {
    String one = Names.update(java, "first push, warm", false);
    String many = Names.update(java, "500 images, first push, warm", false);
    return new Goal(
        "large, first push, warm, not verified: wall of 500 images against one",
        all.median("large", many, Figure::wall) / all.median("large", one, Figure::wall),
        3);
  }

  private static Goal start(Measurements all, String java) {
    return new Goal(
        "chartbot --version: CPU against java -version",
        all.median("start", Names.version(java), Figure::cpu)
            / all.median("start", Names.javaAlone(java), Figure::cpu),
        2);
  }

  private static Goal memory(
      Measurements all, String java, String kind, boolean verified, double most) {
    return new Goal(
        "large, %s, %s: peak MiB".formatted(kind, verified ? "verified" : "not verified"),
        all.median("large", Names.update(java, kind, verified), Figure::mib),
        most);
  }
}
