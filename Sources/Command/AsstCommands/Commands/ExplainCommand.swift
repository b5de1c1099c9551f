import ArgumentParser
import ConfigurationReference
import Diagnostics
import Providers
import ResourceModel

/// `asst explain`: the reference, without a browser.
struct ExplainCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a kind, a field, the manifest or a rule.",
    discussion: """
      Says what a field is, its limits and default, what changing it does, what the API calls it, and \
      shows an example. Without a TOPIC it lists what there is to ask about.

        asst explain assistant
        asst explain assistant.tools.function.parameters
        asst explain manifest.targets.base_url
        asst explain ASST041
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "A kind or `manifest`, with fields after dots; `rules`, or the code of one.")
  var topic: String?

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let reference = ConfigurationReference(
      catalogue: .standard, vocabularies: ProviderRegistry.vocabularies)
    let page: Explanation
    do throws(ConfigurationReference.Unknown) {
      page =
        try topic.map { topic throws(ConfigurationReference.Unknown) in
          try reference.explanation(of: topic)
        } ?? reference.overview
    } catch {
      throw CommandFailure([ExplainProblems.unknown(error)])
    }
    let width = context.console.outputWidth ?? 80
    context.console.print(ExplanationRenderer.render(page, width: width))
  }
}

enum ExplainProblems {
  static func unknown(_ problem: ConfigurationReference.Unknown) -> Diagnostic {
    switch problem {
    case .topic(let word, let known, let elsewhere):
      Diagnostic(
        "ASST317", "There is nothing of this name to explain",
        detail: "`\(word)` is no kind of resource, and no other topic.",
        help: elsewhere.isEmpty ? suggestion(word, known) : pages(elsewhere), at: nil)
    case .rule(let code, let known):
      Diagnostic(
        "ASST317", "There is nothing of this name to explain",
        detail: "`\(code)` is no rule of the configuration.",
        help: Suggestion.nearest(to: code, in: known).map { "Did you mean `\($0)`? " }.orEmpty
          + "`asst explain rules` lists them all.", at: nil)
    case .part(let word, let owner, let known):
      Diagnostic(
        "ASST318", "There is no such field",
        detail: "`\(owner)` has no `\(word)`.",
        help: known.isEmpty
          ? "It has no fields; `asst explain \(owner)` says what it is." : suggestion(word, known),
        at: nil)
    }
  }

  /// The pages of a field that was asked for without what it belongs to.
  private static func pages(_ paths: [String]) -> String {
    let shown = paths.prefix(5).map { "`asst explain \($0)`" }
    return "Try " + shown.joined(separator: ", or ") + "."
  }

  private static func suggestion(_ word: String, _ known: [String]) -> String {
    let all = known.map { "`\($0)`" }.joined(separator: ", ")
    return Suggestion.nearest(to: word, in: known).map { "Did you mean `\($0)`? " }.orEmpty
      + "There are \(all)."
  }
}

extension String? {
  fileprivate var orEmpty: String { self ?? "" }
}
