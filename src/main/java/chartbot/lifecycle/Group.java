package chartbot.lifecycle;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What shares one open change on a branch.
 *
 * @param name as given with {@code --group}, or the images' names, sorted
 * @param written whether the name stands in the commit message, since the images' names do not show
 *     it
 */
public record Group(String name, boolean written) {

  public static Group written(String name) {
    return new Group(name, true);
  }

  /** Whether a group's name is a pattern of images' names, such as {@code NAME-*-fm}. */
  public static boolean isPattern(String name) {
    return name.contains("*");
  }

  /** Whether an image's name matches a pattern, in which {@code *} stands for any text. */
  public static boolean matches(String pattern, String image) {
    return image.matches(
        Arrays.stream(pattern.split("\\*+", -1)).map(Pattern::quote).collect(joining(".*")));
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
