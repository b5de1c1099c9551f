"""The action of action.yml, step by step."""

from action import Action
from checks import digest, equal, holds, scenario
from jobs import PROJECT


def act(bench, **inputs):
    return Action(bench, binary=str(bench.asst), target="production", **inputs)


@scenario("github")
def the_action_plans_and_comments(bench):
    run = act(bench)
    equal(run.status, 0, f"status\n{run.log}\n")
    [(_, body)] = bench.page()
    wanted = {"changes": "true", "exit-status": "2", "digest": digest(body), "binary": str(bench.asst)}
    wanted["plan-file"] = str(bench.folder / "asst-production/plan.json")
    equal(run.outputs, wanted, "outputs")


@scenario("github")
def the_action_comments_a_failed_plan_and_fails(bench):
    act(bench)
    bench.write("project.yaml", "assistants: [\n")
    run = act(bench)
    equal((run.status, run.outputs["exit-status"]), (1, "1"), "status")
    holds(bench.page()[0][1], "error[ASST", "the comment")


@scenario("github")
def the_action_comments_only_when_asked(bench):
    equal(act(bench, comment="false").status, 0, "status")
    equal(bench.hosts.requests, [], "what the host was asked")


@scenario("github")
def the_action_applies_and_commits(bench):
    act(bench)
    bench.merge()
    run = act(bench, request=False, command="apply", github_token="job")
    equal(run.status, 0, f"status\n{run.log}\n")
    equal(run.outputs["exit-status"], "0", "exit-status")
    lock = bench.git("show", "main:assistants/asst.production.lock.json", folder=bench.remote)
    holds(lock, "assistants.second", "the lock file")


@scenario("github")
def the_action_commits_after_a_failed_apply(bench):
    bench.emulator.call("PUT", "/_emulator/faults", {"rules": [{
        "name": "refused", "match": {"method": "POST", "path": "/assistants", "body": "Second"},
        "effect": {"answer": {"status": 400}}}]})  # fmt: skip
    run = act(bench, request=False, command="apply", require_review="false")
    bench.emulator.call("DELETE", "/_emulator/faults")
    equal((run.status, run.outputs["exit-status"]), (1, "1"), "status")
    lock = bench.git("show", "main:assistants/asst.production.lock.json", folder=bench.remote)
    holds(lock, "assistants.first", "the lock file")


@scenario("github")
def the_action_takes_a_digest_for_a_review(bench):
    equal(act(bench, request=False, command="apply").status, 1, "status without a review")
    equal(bench.emulator.writes(), [], "writes without a review")
    looked_at = act(bench, request=False).outputs["digest"]
    equal(act(bench, request=False, command="apply", digest=looked_at).status, 0, "status")


@scenario("github")
def the_action_keeps_an_issue_while_there_is_drift(bench):
    bench.apply()
    identity = bench.identity("assistants.second")
    bench.emulator.call("POST", f"/assistants/{identity}", {"name": "Changed outside"})
    run = act(bench, request=False, only_drift="true", comment="false", issue="true")
    equal((run.status, run.outputs["changes"]), (0, "true"), f"status\n{run.log}\n")
    equal([issue["state"] for issue in bench.hosts.issues], ["open"], "issues")
    # A plan is no drift, whatever it holds.
    equal(act(bench, request=False, comment="false", issue="true").status, 1, "status of an issue with a plan")


@scenario("github")
def the_action_validates(bench):
    equal(act(bench, command="validate").status, 0, "status")
    bench.write("project.yaml", PROJECT.replace("model", "modle", 1))
    run = act(bench, command="validate", arguments="--strict")
    equal(run.status, 1, "status with a mistake")
    holds(run.log, "::error file=assistants/project.yaml,line=2", "the log")


@scenario("github")
def the_action_knows_three_commands(bench):
    equal(act(bench, command="destroy; true").status, 1, "status")
