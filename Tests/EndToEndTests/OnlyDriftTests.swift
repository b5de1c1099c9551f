import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// `asst plan --only-drift`
@Suite(.inTurn) struct OnlyDriftTests {
  private static let files = [
    "a.yaml": """
    assistants:
      drifted: { name: One, model: gpt-4o, instructions: Be kind. }
      changed: { name: Two, model: gpt-4o }
      gone: { name: Three, model: gpt-4o }
    """
  ]

  @Test func onlyWhatSomebodyDidOutsideIsShown() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    try workspace.edit("a.yaml", "name: Two", "name: Second")
    try workspace.edit("a.yaml", "name: One", "name: First")
    try workspace.write("b.yaml", "vector_stores:\n  fresh: { name: Fresh }\n")

    let quiet = try await workspace.asst("plan", "--only-drift", "--detailed-exitcode")
    #expect(quiet.status == 0, "the configuration changed, and nothing else")
    #expect(quiet.output == "No drift at test → local: 3 resources looked at.\n")

    let objects = try await emulator.objects("assistants")
    let id = { (name: JSONValue) in objects.first { $0["name"] == name }?["id"]?.string ?? "" }
    try await emulator.call(
      .post, "/assistants/\(id("One"))", ["instructions": "Be rude.", "description": "Hm."])
    try await emulator.call(.delete, "/assistants/\(id("Three"))")

    let plan = try await workspace.asst("plan", "--only-drift", "--detailed-exitcode")
    #expect(plan.status == 2)
    #expect(plan.output.contains("! assistants.drifted"))
    #expect(plan.output.contains("recorded, and deleted outside"))
    #expect(plan.output.contains("changed outside, not declared: description"))
    #expect(!plan.output.contains("First"))
    #expect(!plan.output.contains("assistants.changed"))
    #expect(!plan.output.contains("fresh"))
    #expect(
      plan.output.hasSuffix(
        "Drift at test → local: 1 changed outside, 1 gone, of 3; "
          + "1 value that nobody declared changed too.\n"))

    let json = try JSONParser.parse(
      try await workspace.asst("plan", "--only-drift", "--format", "json").output)
    let changes = json["resource_changes"]?.array ?? []
    #expect(changes.map { $0["address"] } == ["assistants.drifted", "assistants.gone"])
    #expect(changes.first?["attributes"]?.array?.map { $0["cause"] } == ["drift"])
    await emulator.stop()
  }

  /// A nightly job has to see that everything is gone, in every form; an apply is refused all the same.
  @Test func allThatIsGoneIsDrift() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    for object in try await emulator.objects("assistants") {
      try await emulator.call(.delete, "/assistants/\(object["id"]?.string ?? "")")
    }
    let plan = try await workspace.asst("plan", "--only-drift", "--detailed-exitcode")
    #expect(plan.status == 2, "\(plan.errors)")
    #expect(plan.output.hasSuffix("Drift at test → local: 0 changed outside, 3 gone, of 3.\n"))
    #expect(plan.errors.contains("warning[ASST207]"))
    #expect(plan.errors.contains("Most likely the key is that of another account"))
    #expect(plan.errors.contains("`asst apply --allow-recreate` makes them anew"))
    for format in ["json", "markdown", "github", "sarif"] {
      let plan = try await workspace.asst(
        "plan", "--only-drift", "--detailed-exitcode", "--format", format)
      #expect(plan.status == 2, "\(format): \(plan.errors)")
      let told = format == "json" ? plan.errors : plan.output
      #expect(told.contains("ASST207"), "\(format)")
    }
    let known = try await workspace.asst("plan", "--only-drift", "--allow-recreate")
    #expect(known.status == 0 && !known.errors.contains("ASST207"))
    // Programs that read the plan alone have to see what an apply would say.
    for (arguments, errored) in [(["--only-drift"], false), ([], true)] {
      let plan = try await Executable.asst.run(
        ["plan", "--format", "json"] + arguments, in: workspace.folder,
        environment: workspace.environment)
      let document = try JSONParser.parse(plan.output)
      #expect(document["errored"] == .bool(errored))
      let found = document["diagnostics"]?.array ?? []
      #expect(found.map { $0["code"] } == ["ASST207"])
      #expect(found.map { $0["severity"] } == [errored ? "error" : "warning"])
    }
    for refused in [
      ["plan", "--detailed-exitcode"], ["apply", "--yes", "--on-drift", "overwrite"],
    ] {
      let run = try await Executable.asst.run(
        refused, in: workspace.folder, environment: workspace.environment)
      #expect(run.status == 1 && run.errors.contains("error[ASST207]"), "\(refused)")
    }
    #expect(try await emulator.objects("assistants").isEmpty)
    await emulator.stop()
  }
}
