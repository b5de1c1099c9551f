import OrderedCollections
import Planning
import ResourceModel
import Testing

@testable import AsstCommands

/// The command that a comment names.
@Suite struct ShownCommandTests {
  private func words(
    _ request: PlanRequest, target: String = "production", refresh: RefreshMode? = nil,
    onlyDrift: Bool = false
  ) -> String {
    let command = ShownCommand(
      request: request, target: target, refresh: refresh, onlyDrift: onlyDrift)
    return (command.base + command.selection).joined(separator: " ")
  }

  @Test func withoutOptionsItNamesTheTarget() {
    #expect(words(PlanRequest(configuration: "assistants")) == "asst plan --target production")
  }

  @Test func everythingThatThePlanWasAskedForIsInIt() throws {
    var options = PlanOptions()
    options.only = [
      Address(collection: "assistants", key: "b"), Address(collection: "assistants", key: "a"),
    ]
    options.excluding = [Address(collection: "vector_stores", key: "c")]
    options.replacing = [Address(collection: "vector_stores", key: "d")]
    options.prunes = true
    options.allowsRecreation = true
    options.allowsMassChange = true
    let request = PlanRequest(
      options: options, configuration: "my infra", looksAtAllFiles: true,
      variables: ["tone": "very formal", "model": "gpt-4.1"])
    let words = words(request, refresh: .full, onlyDrift: true)
    #expect(
      words
        == "asst plan --config 'my infra' --target production --var 'tone=very formal' "
        + "--var model=gpt-4.1 --exclude vector_stores.c --replace vector_stores.d --prune "
        + "--allow-recreate --allow-mass-change --refresh full --only-drift --only assistants.a "
        + "--only assistants.b")
    #expect(self.words(request, refresh: .fewest) == self.words(request))
  }

  @Test func aNameThatAShellWouldTakeApartIsOneWord() {
    #expect(
      words(PlanRequest(configuration: "it's $(here)"))
        == "asst plan --config 'it'\\''s $(here)' --target production")
  }

  /// A value that could be a secret, or says more than a word or two, is not for everybody.
  @Test(arguments: [
    ("tone", "formal", "--var tone=formal"), ("tone", "", "--var tone="),
    ("tone", "@everyone", "--var 'tone=…'"), ("tone", "a'b", "--var 'tone=…'"),
    ("tone", "a\nb", "--var 'tone=…'"),
    ("tone", String(repeating: "a", count: 41), "--var 'tone=…'"),
    ("tone", "AKIAQ3EGRZ7LTPN5VX2K", "--var 'tone=…'"),
    ("api_key", "hunter2", "--var 'api_key=…'"), ("AuthHeader", "x", "--var 'AuthHeader=…'"),
  ])
  func valuesThatMayBeShown(name: String, value: String, expected: String) {
    let request = PlanRequest(configuration: "assistants", variables: [name: value])
    #expect(words(request) == "asst plan --target production \(expected)")
  }
}
