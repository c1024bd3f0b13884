package chartbot.lifecycle;

import java.util.Collection;
import java.util.TreeSet;

/**
 * What shares one open change on a branch.
 *
 * @param name as given with {@code --group}, or the images' names, sorted
 * @param written whether the name stands in the commit message, since the images' names do not tell
 *     it
 */
public record Group(String name, boolean written) {

  public static Group written(String name) {
    return new Group(name, true);
  }

  public static Group of(Collection<String> imageNames) {
    return new Group(String.join(",", new TreeSet<>(imageNames)), false);
  }

  public static Group of(UpdateRequest request) {
    return request
        .group()
        .map(Group::written)
        .orElseGet(() -> of(request.images().stream().map(image -> image.name()).toList()));
  }
}
