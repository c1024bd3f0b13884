package chartbot.gerrit;

import com.google.gson.annotations.SerializedName;

/** What is read of a change that Gerrit would submit together with another one. */
record TogetherInfo(
    @SerializedName("_number") int number, boolean submittable, boolean workInProgress) {

  TogetherInfo {
    ChangeInfo.positive("_number", number);
  }

  boolean takesSubmit() {
    return submittable && !workInProgress;
  }
}
