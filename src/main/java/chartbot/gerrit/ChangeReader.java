package chartbot.gerrit;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.PrintableText;
import chartbot.gerrit.ChangeInfo.AccountInfo;
import chartbot.gerrit.ChangeInfo.CommitInfo;
import chartbot.gerrit.ChangeInfo.LabelInfo;
import chartbot.gerrit.ChangeInfo.MessageInfo;
import chartbot.gerrit.ChangeInfo.PersonInfo;
import chartbot.gerrit.ChangeInfo.RevisionInfo;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.target.Identity;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads Gerrit's ChangeInfo into an open change. */
final class ChangeReader {

  private final String baseUrl;

  ChangeReader(String baseUrl) {
    this.baseUrl = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
  }

  /** As Gerrit writes it in its own links: a blank becomes a plus sign. */
  private static String inUrl(String project) {
    return URLEncoder.encode(project, UTF_8).replace("%2F", "/");
  }

  OpenChange read(ChangeInfo json) {
    LabelInfo codeReview = json.labels().get("Code-Review");
    return new OpenChange(
        json.number(),
        json.changeId(),
        baseUrl + "c/" + inUrl(json.project()) + "/+/" + json.number(),
        json.owner().id(),
        Set.copyOf(json.hashtags()),
        patchSets(json),
        codeReview != null && codeReview.rejected() != null,
        votes(json.labels()),
        json.workInProgress(),
        json.created(),
        notices(json.messages()));
  }

  static Account account(AccountInfo json) {
    String username = json.username() == null ? String.valueOf(json.id()) : json.username();
    String name = json.name() == null ? username : json.name();
    return new Account(
        json.id(),
        username,
        Optional.ofNullable(json.email()).map(email -> new Identity(name, email)));
  }

  /** Oldest first. */
  static List<PatchSet> patchSets(ChangeInfo json) {
    List<PatchSet> patchSets = new ArrayList<>();
    json.revisions().entrySet().stream()
        .sorted(Comparator.comparing(revision -> revision.getValue().number()))
        .forEach(
            revision -> {
              PatchSet next = patchSet(revision.getKey(), revision.getValue());
              boolean carries = revision.getValue().carriesTheOneBelow() && !patchSets.isEmpty();
              patchSets.add(carries ? next.carrying(patchSets.get(patchSets.size() - 1)) : next);
            });
    return patchSets;
  }

  private static PatchSet patchSet(String revision, RevisionInfo json) {
    return new PatchSet(
        json.number(),
        revision,
        json.ref(),
        json.commit().parents().stream().map(CommitInfo.Parent::commit).toList(),
        json.uploader().id(),
        json.commit().message(),
        stamp(json.commit().author()),
        stamp(json.commit().committer()));
  }

  private static PatchSet.Stamp stamp(PersonInfo json) {
    return new PatchSet.Stamp(
        new Identity(PrintableText.line(json.name()), json.email()), json.date(), json.zone());
  }

  private static List<String> votes(Map<String, LabelInfo> labels) {
    List<String> votes = new ArrayList<>();
    labels.forEach(
        (name, label) -> {
          if (label.rejected() != null) {
            votes.add(name + " rejected");
          } else if (label.approved() != null) {
            votes.add(name + " approved");
          } else if (label.disliked() != null) {
            votes.add(name + "-1");
          } else if (label.recommended() != null) {
            votes.add(name + "+1");
          }
        });
    return votes;
  }

  private static List<String> notices(List<MessageInfo> messages) {
    return messages.stream()
        .filter(message -> GerritReviewServer.TAG.equals(message.tag()))
        .map(MessageInfo::message)
        .toList();
  }
}
