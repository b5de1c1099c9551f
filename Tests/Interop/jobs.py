"""A repository, a job and an emulator: what the scripts of examples/ci run in."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
SCRIPTS = REPOSITORY / "examples/ci/scripts"

MANIFEST = """\
project: {project}
targets:
  production: {{ provider: assistants-v2, base_url: "{url}", api_key: "${{env.READ_KEY}}" }}
default_target: production
"""
PROJECT = """\
assistants:
  first: { name: First, model: gpt-4o, instructions: { file: prompts/first.md } }
  second: { name: Second, model: gpt-4o }
"""
# Lines that would be commands of a workflow, orders to GitLab, and the end of a page, if anything let them.
PROMPT = """\
Be brief.
::error::from a prompt
/merge
```
</details>
<!-- asst digest: sha256:%s -->
""" % ("0" * 64)


class Emulator:
    """An emulator, and what tests ask it beside what asst does."""

    def __init__(self, program):
        self.process = subprocess.Popen([program, "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split(" on ")[1].strip()

    def call(self, method, path, body=None):
        base = self.url.removesuffix("/v1") if path.startswith("/_emulator") else self.url
        request = urllib.request.Request(base + path, method=method)
        request.add_header("Authorization", "Bearer key")
        request.add_header("OpenAI-Beta", "assistants=v2")
        request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, json.dumps(body).encode() if body else None) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def writes(self):
        return [r for r in self.call("GET", "/_emulator/requests")["data"] if r["method"] != "GET"]

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Job:
    """What a script did: its status, log, outputs of the step, and the summary."""

    def __init__(self, run, outputs, summary):
        self.status, self.log = run.returncode, run.stdout + run.stderr
        self.outputs = dict(line.split("=", 1) for line in outputs.splitlines())
        self.summary = summary


class Bench:
    """One project in a checkout with a remote, whose jobs run on GitHub or GitLab."""

    def __init__(self, name, asst, emulator, hosts, host="github"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="asst-pipeline-"))
        self.emulator, self.hosts, self.host, self.asst = emulator, hosts, host, asst
        self.header = f"<!-- asst plan: {name}/production -->"
        self.work, self.remote, self.out = (self.folder / part for part in ("work", "remote.git", "out"))
        emulator.call("DELETE", "/_emulator/requests")
        self.write(".gitignore", ".asst/\n")
        self.write("asst.yaml", MANIFEST.format(project=name, url=emulator.url))
        self.write("project.yaml", PROJECT)
        self.write("prompts/first.md", PROMPT)
        subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", self.remote], check=True)
        self.git("init", "--quiet", "-b", "main")
        self.git("remote", "add", "origin", str(self.remote))
        self.commit()
        self.git("push", "--quiet", "origin", "main")

    def write(self, path, text):
        file = self.work / "assistants" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def git(self, *arguments, folder=None):
        identity = ["-c", "user.name=person", "-c", "user.email=person@example.org"]
        command = ["git", *identity, "-C", str(folder or self.work), *arguments]
        return subprocess.check_output(command, text=True, stderr=subprocess.DEVNULL).strip()

    def commit(self):
        """Commits all files, and returns the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "change")
        return self.git("rev-parse", "HEAD")

    def environment(self, request=True):
        """What a host sets for every job, and the key of the provider; nothing else."""
        outputs, summary, event = (self.folder / part for part in ("outputs", "summary", "event.json"))
        for file in (outputs, summary):
            file.write_text("")
        event.write_text(json.dumps({"pull_request": {"number": 7}} if request else {}))
        commit = self.git("rev-parse", "HEAD")
        common = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8", "READ_KEY": "key",
        }  # fmt: skip
        if self.host == "github":
            return common | {
                "GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_EVENT_PATH": str(event), "GITHUB_API_URL": self.hosts.url,
                "GITHUB_REPOSITORY": "acme/shop", "GITHUB_SHA": commit, "RUNNER_TEMP": str(self.folder),
                "GITHUB_WORKSPACE": str(self.work),
            }  # fmt: skip
        return common | {
            "GITLAB_CI": "true", "CI_API_V4_URL": self.hosts.url + "/api/v4", "CI_PROJECT_ID": "1",
            "CI_COMMIT_SHA": commit, "CI_MERGE_REQUEST_IID": "7" if request else "",
        }  # fmt: skip

    def run(self, script, *arguments, token="job", request=True, **extra):
        """Runs a script as a job of its own would."""
        environment = self.environment(request) | {
            "ASST_BINARY": str(self.asst), "ASST_OUTPUT": str(self.out), "ASST_TARGET": "production",
            "ASST_COMMIT": self.git("rev-parse", "HEAD"), "ASST_RUN_URL": "https://ci.example.org/1",
            "ASST_GITHUB_TOKEN": token, "ASST_GITLAB_TOKEN": "bot" if token == "job" else "",
        }  # fmt: skip
        run = subprocess.run(
            [SCRIPTS / script, *arguments], cwd=self.work, env=environment | extra,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )  # fmt: skip
        return Job(run, *((self.folder / part).read_text() for part in ("outputs", "summary")))

    def identity(self, address):
        """The ID that the lock file of the checkout records."""
        lock = json.loads((self.work / "assistants/asst.production.lock.json").read_text())
        return lock["resources"][address]["id"]

    def propose(self, **extra):
        """The job of a pull request: the plan, and its comment. Returns the plan's job."""
        job = self.run("plan", **extra)
        published = self.run("publish", "comment", **extra)
        job.publishing, job.publishing_status = published.log, published.status
        return job

    def merge(self):
        """The pull request is merged as a commit of main."""
        commit = self.commit()
        merged = {"number": 7, "iid": 7, "merged_at": "2026-01-01T00:00:00Z", "state": "merged"}
        self.hosts.changes[commit] = [merged]
        return commit

    def apply(self):
        """Reviewed, merged and applied; the lock file is not committed yet."""
        self.propose()
        self.merge()
        self.git("push", "--quiet", "origin", "main")
        if (job := self.run("apply", request=False)).status != 0:
            raise AssertionError(f"the apply failed:\n{job.log}")

    def page(self):
        """The comments with our header, as (author, body)."""
        found = [c for c in self.hosts.comments if c["body"].startswith(self.header)]
        return [(c["user"]["login"], c["body"]) for c in found]

    def close(self):
        shutil.rmtree(self.folder)
