package chartbot.git;

import chartbot.chart.ChartEdit;
import chartbot.chart.FileEdit;
import chartbot.lifecycle.PatchSet;
import chartbot.target.Identity;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Builds commits in the object database, without a work tree. */
final class Commits {

  private final Repository repository;

  Commits(Repository repository) {
    this.repository = repository;
  }

  /** The tree that the edit makes of a commit's tree; what a link names is edited itself. */
  ObjectId tree(ObjectId parent, String folder, ChartEdit edit) throws IOException {
    try (ObjectReader reader = VerifyingObjectReader.of(repository);
        RevWalk walk = new RevWalk(reader);
        ObjectInserter inserter = repository.newObjectInserter()) {
      RevCommit commit = walk.parseCommit(parent);
      ProjectTree project = new ProjectTree(reader, commit.getTree());
      Map<String, Optional<ObjectId>> blobs = new LinkedHashMap<>();
      for (FileEdit file : edit.files()) {
        String path = folder.isEmpty() ? file.path() : folder + "/" + file.path();
        if (file.removed()) {
          blobs.put(project.resolveFolder(path), Optional.empty());
        } else {
          ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.after());
          blobs.put(project.resolve(path), Optional.of(blob));
        }
      }
      ObjectId tree = new TreeWriter(reader, inserter).write(commit.getTree(), blobs);
      inserter.flush();
      return tree;
    }
  }

  /** A commit, its first parent, and so on, as far as they were fetched. */
  List<ObjectId> firstParents(ObjectId tip, int most) throws IOException {
    try (ObjectReader reader = VerifyingObjectReader.of(repository);
        RevWalk walk = new RevWalk(reader)) {
      List<ObjectId> commits = new ArrayList<>();
      RevCommit commit = walk.parseCommit(tip);
      commits.add(commit.copy());
      while (commits.size() < most && commit.getParentCount() > 0) {
        commit = walk.parseCommit(commit.getParent(0));
        commits.add(commit.copy());
      }
      return commits;
    }
  }

  ObjectId commit(ObjectId parent, ObjectId tree, String message, Identity identity, Instant now)
      throws IOException {
    PersonIdent person =
        new PersonIdent(identity.name(), identity.email(), now, ZoneId.systemDefault());
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(builder(List.of(parent), tree, message, person, person));
      inserter.flush();
      return id;
    }
  }

  /** A patch set's tree, parents and author in a new commit. */
  ObjectId again(PatchSet patchSet, String message, Identity committer, Instant now)
      throws IOException {
    try (ObjectReader reader = VerifyingObjectReader.of(repository);
        RevWalk walk = new RevWalk(reader);
        ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId tree = walk.parseCommit(ObjectId.fromString(patchSet.revision())).getTree();
      PersonIdent person =
          new PersonIdent(committer.name(), committer.email(), now, ZoneId.systemDefault());
      PersonIdent author = person(patchSet.author());
      ObjectId id = inserter.insert(builder(parents(patchSet), tree, message, author, person));
      inserter.flush();
      return id;
    }
  }

  /**
   * The SHA-1 that a patch set would have if its tree were this one. A commit's SHA-1 covers
   * nothing but tree, parents, people and message, so this shows whether the trees are the same
   * without fetching the patch set.
   */
  String revisionWith(ObjectId tree, PatchSet patchSet) throws IOException {
    CommitBuilder builder =
        builder(
            parents(patchSet),
            tree,
            patchSet.message(),
            person(patchSet.author()),
            person(patchSet.committer()));
    return new ObjectInserter.Formatter().idFor(Constants.OBJ_COMMIT, builder.build()).name();
  }

  private static CommitBuilder builder(
      List<ObjectId> parents,
      ObjectId tree,
      String message,
      PersonIdent author,
      PersonIdent committer) {
    CommitBuilder builder = new CommitBuilder();
    builder.setParentIds(parents);
    builder.setTreeId(tree);
    builder.setMessage(message);
    builder.setAuthor(author);
    builder.setCommitter(committer);
    return builder;
  }

  private static List<ObjectId> parents(PatchSet patchSet) {
    return patchSet.parents().stream().map(ObjectId::fromString).toList();
  }

  private static PersonIdent person(PatchSet.Stamp stamp) {
    ZoneOffset zone = stamp.zone();
    return new PersonIdent(stamp.identity().name(), stamp.identity().email(), stamp.when(), zone);
  }
}
