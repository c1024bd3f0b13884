package chartbot.target;

/** A name and an e-mail address, as Git writes them: {@code NAME <EMAIL>}. */
public record Identity(String name, String email) {

  @Override
  public String toString() {
    return name + " <" + email + ">";
  }
}
