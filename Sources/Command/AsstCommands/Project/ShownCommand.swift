import OrderedCollections
import Planning
import ProjectConfiguration
import ResourceModel

/// The command that shows a plan in a terminal, for a reader who has only a comment: with all that the
/// plan was asked for, so that it shows that one and no other.
///
/// Nothing that a provider said is in it, only words of the command line.
struct ShownCommand {
  let request: PlanRequest
  let target: String
  let refresh: RefreshMode?
  let onlyDrift: Bool

  /// The command and its options, each with its value; without those that name resources to look at.
  var base: [String] {
    let options = request.options
    var parts = ["asst plan"]
    if request.configuration != GlobalOptions.usualFolder {
      parts.append("--config \(Self.quoted(request.configuration))")
    }
    parts.append("--target \(Self.quoted(target))")
    parts += request.variables.map { "--var \(Self.quoted(Self.shown($0.key, $0.value)))" }
    parts += Self.addresses(options.excluding, "--exclude")
    parts += Self.addresses(options.replacing, "--replace")
    if options.prunes { parts.append("--prune") }
    if options.allowsRecreation { parts.append("--allow-recreate") }
    if options.allowsMassChange { parts.append("--allow-mass-change") }
    if let refresh, refresh != .fewest { parts.append("--refresh \(refresh.rawValue)") }
    if onlyDrift { parts.append("--only-drift") }
    return parts
  }

  /// The options that name resources to look at.
  var selection: [String] { Self.addresses(request.options.only ?? [], "--only") }

  /// The command that applies a saved plan of a configuration folder.
  static func apply(_ file: String, in folder: String) -> String {
    let config = folder == GlobalOptions.usualFolder ? "" : " --config \(quoted(folder))"
    return "asst apply\(config) \(quoted(file))"
  }

  private static func addresses(_ addresses: Set<Address>, _ option: String) -> [String] {
    addresses.sorted().map { "\(option) \(quoted($0.description))" }
  }

  // MARK: - Variables

  private static let longestValue = 40
  private static let telltales = ["key", "token", "secret", "password", "credential", "auth"]

  /// `tone=formal`. A comment is read by more people than a command line, and a variable may hold anything:
  /// a value is shown only where it is a short plain word, looks like no key of a service, and belongs to
  /// no variable whose name speaks of secrets. Of others the name says what has to be given.
  private static func shown(_ name: String, _ value: String) -> String {
    let isTelltale = telltales.contains(where: name.lowercased().contains)
    let isSafe =
      value.utf8.count <= longestValue && value.utf8.allSatisfy { isPlain($0) || $0 == 0x20 }
      && !isTelltale && !SecretText.isLikely(in: value)
    return "\(name)=\(isSafe ? value : "…")"
  }

  // MARK: - Words

  /// As a shell takes it for one word.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { Self.isPlain($0) || $0 == UInt8(ascii: "=") }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }

  /// Letters, digits, `-`, `.`, `/` and `_`.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "-")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
  }
}
