"""Runs the scripts of examples/ci as jobs would, against the emulator and a small GitHub and GitLab.

Usage: pipelines.py FOLDER-OF-THE-PROGRAMS [SCENARIO]
"""

import base64
import pathlib
import re
import sys
import traceback

import action_scenarios  # noqa: F401
from checks import BOTS, DIGEST, digest, equal, holds, lacks, scenario, scenarios
from hosts import Hosts
from jobs import PROJECT, PROMPT, Bench, Emulator

programs = pathlib.Path(sys.argv[1]).resolve()


@scenario("github", "gitlab")
def a_plan_becomes_one_comment_that_is_replaced(bench):
    for number in range(120):
        bench.hosts.comment("person", f"comment {number}")
    forged = bench.hosts.comment("person", bench.header + "\nAll is well.")
    job = bench.propose()
    equal(job.status, 0, "status with changes")
    equal((bench.out / "changes").read_text(), "true\n", "changes")
    (_, other), (author, first) = bench.page()
    equal(author, BOTS[bench.host], "author of the comment")
    equal(first.split("\n")[0], bench.header, "first line")
    holds(first, "assistants.first", "the comment")
    holds(first, bench.git("rev-parse", "--short=10", "HEAD"), "the comment")
    equal(digest(first), (bench.out / "digest").read_text().strip(), "digest")

    bench.write("project.yaml", "assistants: { third: { name: Third, model: gpt-4o } }\n")
    bench.propose()
    (_, other), (author, second) = bench.page()
    equal(len(bench.hosts.comments), 122, "comments")
    equal(other, forged["body"], "somebody's comment with our header")
    holds(second, "assistants.third", "the replaced comment")
    lacks(second, "assistants.first", "the replaced comment")
    equal(digest(first) == digest(second), False, "the digests of two plans are equal")


@scenario("github")
def the_outputs_of_the_step_the_summary_and_annotations(bench):
    job = bench.propose()
    plan = pathlib.Path(job.outputs["plan-file"])
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in plan.parent.iterdir()}
    equal(set(modes.values()), {"0o600"}, f"modes of {modes}")
    equal(job.outputs["changes"], "true", "changes")
    equal(job.outputs["exit-status"], "2", "exit-status")
    equal(job.outputs["digest"], digest(job.summary), "digest")
    equal(job.summary.split("\n")[0], bench.header, "first line of the summary")
    if not re.search(r"^::(notice|warning) file=assistants/project\.yaml,line=2", job.log, re.M):
        raise AssertionError(f"no annotation at the line of the change:\n{job.log}")
    equal([m for m in bench.emulator.writes()], [], "what a plan wrote")


@scenario("github")
def one_look_makes_all_forms(bench):
    bench.propose()
    lists = bench.emulator.call("GET", "/_emulator/requests")["data"]
    equal(sum(r["path"] == "/v1/assistants" for r in lists), 1, "lists of assistants")


@scenario("github")
def the_digest_says_what_a_plan_does_and_not_where(bench):
    first = bench.run("plan").outputs["digest"]
    equal(bench.run("plan").outputs["digest"], first, "the digest of the same plan")
    bench.write("project.yaml", "# a line above\n" + PROJECT)
    equal(bench.run("plan").outputs["digest"], first, "the digest after a line above")
    bench.write("prompts/first.md", PROMPT + "!")
    equal(bench.run("plan").outputs["digest"] == first, False, "two prompts have one digest")


@scenario("github")
def a_prompt_gives_no_orders(bench):
    bench.apply()
    bench.write("prompts/first.md", PROMPT.replace("Be brief.", "Be very brief."))
    job = bench.propose()
    holds(job.log, "::error::from a prompt", "the log")
    commands, token = [], None
    for line in job.log.split("\n"):
        text = line.strip()
        if token is None and text.startswith("::stop-commands::"):
            token = text.removeprefix("::stop-commands::")
        elif token is not None and text == f"::{token}::":
            token = None
        elif token is None and text.startswith("::"):
            commands.append(text)
    equal(token, None, "commands are off at the end")
    equal(len(commands) > 0, True, "annotations in the log")
    equal([c for c in commands if not re.match("::(notice|warning) file=", c)], [], "commands")
    [(_, body)] = bench.page()
    holds(body, "/merge", "the comment")
    equal(digest(body) == "sha256:" + "0" * 64, False, "the digest of a prompt counts")
    for line in body.split("\n"):
        equal(line.startswith(("/", "::", "</details>")), False, f"an order: {line}")


@scenario("github", "gitlab")
def a_token_that_may_not_write_is_no_failure(bench):
    job = bench.propose(token="fork")
    equal((job.status, job.publishing_status), (0, 0), "status")
    equal(bench.hosts.comments, [], "comments")
    holds(job.publishing, "may not write here", "the log")
    if bench.host == "github":
        holds(job.summary, "assistants.first", "the summary")


@scenario("github")
def a_host_out_of_order_is_a_failure(bench):
    bench.run("plan")
    bench.hosts.broken = True
    job = bench.run("publish", "comment")
    bench.hosts.broken = False
    equal(job.status, 1, "status")
    holds(job.log, "was answered with 500", "the log")


@scenario("github", "gitlab")
def an_error_replaces_the_plan(bench):
    bench.propose()
    bench.write("project.yaml", "assistants:\n  first: { model: gpt-4o, nmae: '```````\\n/merge' }\n")
    job = bench.propose()
    equal(job.status, 1, "status of a plan that cannot be made")
    holds(job.log, "error[ASST", "the log")
    [(_, body)] = bench.page()
    holds(body, "error[ASST", "the comment")
    holds(body, "\n````````", "a fence longer than what is inside")
    lacks(body, "assistants.second", "the comment")
    equal(DIGEST.findall(body), [], "digests of a plan that cannot be made")
    if bench.host == "github":
        equal((job.outputs["exit-status"], job.outputs["changes"]), ("1", "false"), "outputs")


@scenario("github")
def a_provider_out_of_reach_is_an_error(bench):
    bench.write("asst.yaml", (bench.work / "assistants/asst.yaml").read_text().replace(bench.emulator.url, "http://127.0.0.1:9/v1"))
    job = bench.propose()
    equal(job.status, 1, "status")
    holds(job.log, "error[ASST338]", "the log")
    holds(bench.page()[0][1], "error[ASST338]", "the comment")


@scenario("github")
def arguments_are_no_shell(bench):
    job = bench.run("plan", ASST_ARGUMENTS="\n  --only\n  assistants.first\n--var=x=$(touch made); touch made\n")
    lacks(job.log, "assistants.second", "the log of a narrowed plan")
    equal((bench.work / "made").exists(), False, "a command in the arguments ran")


@scenario("github", "gitlab")
def what_was_reviewed_is_applied_and_recorded(bench):
    bench.propose()
    bench.merge()
    job = bench.run("apply", request=False)
    equal(job.status, 0, f"status of the apply\n{job.log}\n")
    equal(len(bench.emulator.writes()), 2, "writes")
    job = bench.run("commit-lock", ASST_BRANCH="main")
    equal(job.status, 0, "status of commit-lock")
    files = bench.git("show", "--name-only", "--format=%an", "main", folder=bench.remote).split("\n")
    equal(files, ["github-actions[bot]", "", "assistants/asst.production.lock.json"], "the commit")
    holds(bench.run("commit-lock", ASST_BRANCH="main").log, "as it was", "a second commit-lock")
    holds(bench.run("apply", request=False).log, "Nothing to change", "a second apply")
    bench.propose()
    if bench.host == "github":
        equal(bench.run("plan").outputs["changes"], "false", "changes after the apply")


@scenario("github", "gitlab")
def what_was_not_reviewed_is_not_applied(bench):
    bench.propose()
    reviewed = bench.page()[0][1]
    bench.write("project.yaml", "assistants: { third: { name: Third, model: gpt-4o } }\n")
    bench.run("plan")
    new = (bench.out / "digest").read_text().strip()
    # Somebody writes a comment with the right digest; it is not ours.
    bench.hosts.comment("person", f"{bench.header}\n<!-- asst digest: {new} -->\n")
    bench.merge()
    job = bench.run("apply", request=False)
    equal(job.status, 1, "status")
    holds(job.log, digest(reviewed), "the message")
    holds(job.log, f"with its digest: {new}", "the message")
    bench.hosts.changes.clear()
    holds(bench.run("apply", request=False).log, "No merged pull or merge request", "without a pull request")
    equal(bench.run("apply", token="unknown", request=False).status, 1, "status without a token")
    equal(bench.emulator.writes(), [], "what was written")
    job = bench.run("apply", request=False, ASST_DIGEST=new)
    equal(job.status, 0, f"status with the digest of the plan that was looked at\n{job.log}\n")


@scenario("github")
def a_failed_apply_is_recorded(bench):
    bench.propose()
    bench.merge()
    bench.emulator.call("PUT", "/_emulator/faults", {"rules": [{
        "name": "refused", "match": {"method": "POST", "path": "/assistants", "body": "Second"},
        "effect": {"answer": {"status": 400}}}]})  # fmt: skip
    job = bench.run("apply", request=False)
    bench.emulator.call("DELETE", "/_emulator/faults")
    equal((job.status, job.outputs["exit-status"]), (1, "1"), "status")
    equal(bench.run("commit-lock", ASST_BRANCH="main").status, 0, "status of commit-lock")
    lock = bench.git("show", "main:assistants/asst.production.lock.json", folder=bench.remote)
    holds(lock, "assistants.first", "the lock file")
    lacks(lock, "assistants.second", "the lock file")


@scenario("github")
def a_lock_file_goes_on_top_of_a_branch_that_moved(bench):
    bench.apply()
    other = bench.folder / "other"
    bench.git("clone", "--quiet", str(bench.remote), str(other))
    (other / "README").write_text("moved")
    bench.git("add", "README", folder=other)
    bench.git("commit", "--quiet", "--message", "moved", folder=other)
    bench.git("push", "--quiet", "origin", "main", folder=other)
    bench.write("project.yaml", "# what a job left lying about\n")
    job = bench.run("commit-lock", ASST_BRANCH="main")
    equal(job.status, 0, f"status\n{job.log}\n")
    log = bench.git("log", "--format=%s", "-2", "main", folder=bench.remote).split("\n")
    equal(log, ["Record what was applied to production", "moved"], "the branch")
    names = bench.git("show", "--name-only", "--format=", "main", folder=bench.remote)
    equal(names, "assistants/asst.production.lock.json", "files of the commit")


@scenario("github")
def every_lock_file_that_is_not_ignored_is_committed(bench):
    bench.write(".gitignore", ".asst/\nasst.local.lock.json\n")
    bench.apply()
    bench.write("asst.local.lock.json", "{}")
    bench.write("asst.staging.lock.json", "{}")
    equal(bench.run("commit-lock", ASST_BRANCH="main", ASST_TARGET="").status, 0, "status")
    names = bench.git("show", "--name-only", "--format=", "main", folder=bench.remote).split("\n")
    wanted = [f"assistants/asst.{target}.lock.json" for target in ("production", "staging")]
    equal(names, wanted, "files of the commit")


@scenario("github")
def the_token_gets_to_the_git_host_and_nowhere_else(bench):
    bench.apply()
    bench.git("remote", "set-url", "origin", bench.hosts.url + "/acme/shop.git")
    server = {"ASST_GIT_TOKEN": "secret", "GITHUB_SERVER_URL": bench.hosts.url}
    job = bench.run("commit-lock", ASST_BRANCH="main", **server)
    equal(job.status == 0, False, "a push to a host without git succeeds")
    expected = "Basic " + base64.b64encode(b"x-access-token:secret").decode()
    asked = [r for r in bench.hosts.requests if r[1].startswith("/acme/shop.git")]
    equal({authorization for _, _, authorization in asked}, {expected}, "authorization")
    lacks(job.log + (bench.work / ".git/config").read_text(), expected[6:], "log and configuration")


@scenario("github")
def a_lock_file_that_main_refuses_goes_to_a_branch(bench):
    bench.apply()
    hook = bench.remote / "hooks/update"
    hook.write_text('#!/bin/sh\n[ "$1" != refs/heads/main ]\n')
    hook.chmod(0o755)
    job = bench.run("commit-lock", ASST_BRANCH="main", ASST_RUN="12")
    equal(job.status, 1, "status")
    holds(job.log, "asst/lock-production-12", "the message")
    lock = bench.git("show", "asst/lock-production-12:assistants/asst.production.lock.json", folder=bench.remote)
    holds(lock, "assistants.first", "the lock file")


@scenario("github")
def a_lock_file_that_somebody_edited_goes_to_a_branch(bench):
    bench.apply()
    other = bench.folder / "other"
    bench.git("clone", "--quiet", str(bench.remote), str(other))
    (other / "assistants/asst.production.lock.json").write_text("{}\n")
    bench.git("add", ".", folder=other)
    bench.git("commit", "--quiet", "--message", "edited", folder=other)
    bench.git("push", "--quiet", "origin", "main", folder=other)
    job = bench.run("commit-lock", ASST_BRANCH="main", ASST_RUN="12")
    equal(job.status, 1, "status")
    equal(bench.git("show", "main:assistants/asst.production.lock.json", folder=bench.remote), "{}", "main")
    equal(bench.git("status", "--porcelain"), "", "what the rebase left")


@scenario("github", "gitlab")
def drift_is_one_issue(bench):
    bench.apply()
    look = {"request": False, "ASST_ONLY_DRIFT": "true"}

    def nightly():
        job = bench.run("plan", **look)
        published = bench.run("publish", "issue", **look)
        equal(published.status, 0, f"status of publishing\n{published.log}\n")
        job.log += published.log
        return job

    nightly()
    equal(bench.hosts.issues, [], "issues without drift")
    identity = bench.identity("assistants.second")
    bench.emulator.call("POST", f"/assistants/{identity}", {"name": "Changed outside"})
    job = nightly()
    equal(job.status, 0, "status with drift")
    equal((bench.out / "changes").read_text(), "true\n", "changes")
    nightly()
    equal(len(bench.hosts.issues), 1, f"issues\n{job.log}\n")
    [issue] = bench.hosts.issues
    equal(issue["body"].split("\n")[0], bench.header.replace("plan:", "drift:"), "first line")
    holds(issue["body"], "Changed outside", "the issue")
    equal((issue["title"], issue["state"]), (f"Drift in {bench.header[16:-4]}", "open"), "issue")
    # An unreviewed apply does not overwrite it.
    job = bench.run("apply", request=False, ASST_REQUIRE_REVIEW="false")
    equal(job.status, 1, f"status of an apply over drift that nobody has seen\n{job.log}\n")
    bench.emulator.call("POST", f"/assistants/{identity}", {"name": "Second"})
    nightly()
    equal([i["state"] for i in bench.hosts.issues], ["closed"], "issues after it is gone")


@scenario("github")
def install_keeps_what_runs(bench):
    key = bench.run("install", "--key").log
    equal(bool(re.fullmatch(r"asst-[\w.-]+-[0-9a-f]{32}\n", key)), True, f"key {key}")
    equal(bench.run("install", "--key").log, key, "a second key")
    (bench.folder / "asst").symlink_to(programs / "asst")
    equal(bench.run("install", str(bench.folder)).status, 0, "status")


def main():
    wanted = sys.argv[2:] or [function.__name__ for function, _ in scenarios]
    emulator = Emulator(programs / "asst-emulator")
    failures = 0
    try:
        for number, (function, host) in enumerate(scenarios):
            if function.__name__ not in wanted:
                continue
            bench = Bench(f"pipeline-{number}", programs / "asst", emulator, Hosts(), host)
            try:
                function(bench)
            except Exception:
                failures += 1
                print(f"✘ {function.__name__} on {host}", file=sys.stderr)
                traceback.print_exc()
            finally:
                bench.close()
    finally:
        emulator.stop()
    print(f"pipelines: {len(scenarios)} scenarios, {failures} failed")
    return 1 if failures else 0


sys.exit(main())
