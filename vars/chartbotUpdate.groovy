// The pipeline step chartbotUpdate: proposes images with chartbot, keeps its reports, and sets the
// build's description and result. docs/jenkins.md says how this repository becomes a shared library.
//
//   chartbotUpdate(params)  // the parameters of Jenkinsfile; or any of their names:
//   chartbotUpdate(IMAGE: 'eric-enm-models-custom-service', TAG: version, SUBMIT: true)
//
// What people and other jobs type in reaches the shell as lines of a file. Nothing of it is ever
// written into a script's text, where it could become a command.

def call(Map given = [:]) {
  List arguments = isReviewOfTheConfiguration() ? preview() : commandLine(given)
  if (!arguments) {
    nothingToPropose()
    return
  }
  int code = 0
  try {
    code = runChartbot(arguments)
  } finally {
    keepReports()
  }
  conclude(code)
}

// Whether the build is for a pull request (or a change of a multibranch project), or for a patch
// set by the Gerrit Trigger.
boolean isReviewOfTheConfiguration() {
  return env.CHANGE_ID || env.GERRIT_EVENT_TYPE == 'patchset-created'
}

List preview() {
  return ['update', '--report-dir=chartbot-report', '--dry-run', '--',
      env.CHARTBOT_PREVIEW_IMAGE ?: 'eric-enm-models-preview:0.0.0-1']
}

// Empty where nothing says what to propose.
List commandLine(Map given) {
  boolean sync = given.SYNC || currentBuild.getBuildCauses('hudson.triggers.TimerTrigger$TimerTriggerCause')
  List line = [sync ? 'sync' : 'update', '--report-dir=chartbot-report']
  if (given.TARGET) {
    line << "--target=${given.TARGET}"
  }
  if (given.DRY_RUN) {
    line << '--dry-run'
  }
  if (sync) {
    return line + (given.IMAGE ? ['--', given.IMAGE] : [])
  }
  if (given.BRANCH) {
    line << "--branch=${given.BRANCH}"
  }
  boolean waits = (given.WAIT ?: 'no') != 'no'
  if (waits) {
    line << "--wait=${given.WAIT}"
  }
  if (given.SUBMIT) {
    line << '--submit'
  }
  if (waits || given.SUBMIT) {
    line << "--timeout=${given.TIMEOUT ?: '4h'}"
  }
  if (given.IMAGE) {
    return line + ['--', given.TAG ? "${given.IMAGE}:${given.TAG}" : given.IMAGE]
  }
  List files = copyFromImageJobs(given.UPSTREAM)
  return files ? line + files : []
}

// The files of the image builds that this one is about. Jenkins merges builds that wait in the
// queue: then there are several that started this one, and none may be forgotten.
List copyFromImageJobs(upstream) {
  List builds = []
  if (upstream) {
    builds << [job: upstream, number: '']
  } else {
    for (cause in currentBuild.getBuildCauses('hudson.model.Cause$UpstreamCause')) {
      // A full name; without the slash it would be looked up in the folder of this job.
      builds << [job: "/${cause.upstreamProject}", number: String.valueOf(cause.upstreamBuild)]
    }
  }
  sh(label: 'clean', script: 'rm -rf upstream')
  List files = []
  for (int i = 0; i < builds.size(); i++) {
    // What cannot be copied fails the build, and keeps no other image from being proposed.
    catchError(buildResult: 'FAILURE', catchInterruptions: false,
        message: "nothing to copy from ${builds[i].job} ${builds[i].number}") {
      copyArtifacts(projectName: builds[i].job, filter: 'artifact.properties', target: "upstream/${i + 1}",
          selector: builds[i].number ? specific(builds[i].number) : lastSuccessful())
      files << "--from=upstream/${i + 1}/artifact.properties"
    }
  }
  if (builds && !files) {
    error('chartbot: no image job has left an artifact.properties')
  }
  return files
}

// Runs chartbot, a second time where it says that a retry can help; answers its exit code.
int runChartbot(List arguments) {
  if (arguments.join('').contains('\n')) {
    error('chartbot: an argument holds a line break')
  }
  writeFile(file: 'chartbot-arguments', text: arguments.join('\n') + '\n')
  int code = 0
  // More than the longest wait for a review; without one a run takes minutes.
  timeout(time: arguments.join(' ').contains(' --timeout=') ? 270 : 30, unit: 'MINUTES') {
    withCredentials(isAnonymous() ? [] : credentials()) {
      withEnv(["CHARTBOT_ANONYMOUS=${isAnonymous() ? 'yes' : ''}"]) {
        code = sh(label: 'chartbot', returnStatus: true, script: '''
          set +x
          rm -rf chartbot-report
          set --
          while IFS= read -r argument; do set -- "$@" "$argument"; done <chartbot-arguments

          if [ -n "$CHARTBOT_ANONYMOUS" ] || [ -n "${GERRIT_SSH_KEY:-}" ]; then
            own_home=$(mktemp -d)
            trap 'rm -rf "$own_home"' EXIT
          fi
          if [ -n "$CHARTBOT_ANONYMOUS" ]; then
            # Nothing of the agent's own either: no variable, no ~/.netrc, no ~/.ssh, no cache.
            unset GERRIT_USERNAME GERRIT_PASSWORD GERRIT_SSH_KEY SSH_AUTH_SOCK XDG_CACHE_HOME XDG_CONFIG_HOME CHARTBOT_CACHE_DIR
            export HOME="$own_home"
          elif [ -n "${GERRIT_SSH_KEY:-}" ]; then
            # The key is chosen as OpenSSH users do it, in a home directory for this run.
            mkdir -m 700 "$own_home/.ssh"
            [ ! -f "$HOME/.ssh/known_hosts" ] || cp "$HOME/.ssh/known_hosts" "$own_home/.ssh/"
            printf 'IdentityFile "%s"\\nIdentitiesOnly yes\\n' "$GERRIT_SSH_KEY" >"$own_home/.ssh/config"
            export XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}" HOME="$own_home"
          fi

          code=0
          bin/chartbot "$@" </dev/null || code=$?
          if [ "$code" = 5 ] && grep -q '^CHARTBOT_RETRY=true' chartbot-report/artifact.properties 2>/dev/null; then
            echo 'chartbot: retrying once, since that may help'
            sleep "${CHARTBOT_RETRY_SECONDS:-60}"
            code=0
            bin/chartbot "$@" </dev/null || code=$?
          fi
          [ "$1" != sync ] || bin/chartbot inventory --html >chartbot-report/inventory.html </dev/null || true
          exit "$code"
        ''')
      }
    }
  }
  return code
}

// The author of a change to the configuration chooses the address of Gerrit: a preview gets
// credentials only where the hosts are pinned outside of the repository, in a property of Jenkins
// or of the folder.
boolean isAnonymous() {
  return isReviewOfTheConfiguration() && !env.CHARTBOT_GERRIT_HOSTS
}

List credentials() {
  List bound = [usernamePassword(
      credentialsId: env.CHARTBOT_CREDENTIALS ?: 'chartbot-gerrit',
      usernameVariable: 'GERRIT_USERNAME', passwordVariable: 'GERRIT_PASSWORD')]
  if (env.CHARTBOT_REGISTRY_CREDENTIALS && !isReviewOfTheConfiguration()) {
    bound << usernamePassword(
        credentialsId: env.CHARTBOT_REGISTRY_CREDENTIALS,
        usernameVariable: 'REGISTRY_USERNAME', passwordVariable: 'REGISTRY_PASSWORD')
  }
  if (env.CHARTBOT_SSH_CREDENTIALS) {
    bound << sshUserPrivateKey(
        credentialsId: env.CHARTBOT_SSH_CREDENTIALS, keyFileVariable: 'GERRIT_SSH_KEY')
  }
  return bound
}

void keepReports() {
  if (fileExists('chartbot-report/description.txt')) {
    currentBuild.description = readFile(file: 'chartbot-report/description.txt').trim()
  }
  archiveArtifacts(artifacts: 'chartbot-report/**', allowEmptyArchive: true)
  publish('chartbot', 'report.html')
  if (fileExists('chartbot-report/inventory.html')) {
    publish('chartbot inventory', 'inventory.html')
  }
}

void publish(String name, String page) {
  publishHTML(target: [
      reportName: name, reportTitles: name, reportDir: 'chartbot-report', reportFiles: page,
      allowMissing: true, keepAll: true, alwaysLinkToLastBuild: false])
}

// From its first build Jenkins learns the parameters and triggers of a job.
void nothingToPropose() {
  if (env.BUILD_NUMBER == '1') {
    currentBuild.description = 'Nothing proposed: Jenkins knows parameters and trigger from now on'
  } else {
    error('chartbot: no image; give IMAGE and TAG, or UPSTREAM, or let an image job start this one')
  }
}

// Only the review's answer, and a preview without credentials, leave the build unstable.
void conclude(int code) {
  if (code == 5 && isAnonymous()) {
    unstable('chartbot: the configuration is valid; a preview needs CHARTBOT_GERRIT_HOSTS (docs/jenkins.md)')
  } else if (code == 6) {
    unstable('chartbot: exit code 6, see above')
  } else if (code != 0) {
    error("chartbot: exit code ${code}, see above")
  }
}
