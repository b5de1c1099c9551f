import ArgumentParser

/// How much of the provider a plan looks at.
enum RefreshMode: String, ExpressibleByArgument, CaseIterable {
  /// Lists, and single objects where that is fewer requests.
  case fewest
  /// Every list, page after page. An apply looks this way, since a list shows late twins, too.
  case list
  /// The members of every store of ours too, whether it says that something changed or not.
  case full

  /// What can be said on the command line: the fewest requests are what one gets without a word.
  static var allValueStrings: [String] { ["list", "full"] }
  init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    self.init(rawValue: argument)
  }
}
