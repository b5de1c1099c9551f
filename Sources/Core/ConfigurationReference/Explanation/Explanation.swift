package import ProjectConfiguration

/// What `asst explain` says about one thing.
package struct Explanation: Sendable {
  package struct Fact: Sendable {
    package let label: String
    package let text: String
  }

  /// A line of a table: a field of the thing, or one of its forms.
  package struct Entry: Sendable {
    package let name: String
    /// One or two words; empty where there is nothing to say.
    package let type: String
    package let isRequired: Bool
    package let summary: String
  }

  /// As it is asked for: `assistant.tools.function`.
  package let path: String
  package let summary: String
  package var facts: [Fact] = []
  /// What the entries are: `Fields`.
  package var heading = ""
  package var entries: [Entry] = []
  /// The lines of a file that a project could have.
  package var example: [String] = []
  package var rules: [Rule] = []
  /// What else to ask.
  package var hint: String?

  init(path: String, summary: String) {
    self.path = path
    self.summary = FieldWords.sentence(summary)
  }

  mutating func add(_ label: String, _ text: String?) {
    if let text { facts.append(Fact(label: label, text: text)) }
  }
}
