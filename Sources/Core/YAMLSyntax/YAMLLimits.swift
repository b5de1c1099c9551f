/// What a document may ask of the machine.
package enum YAMLLimits {
  /// How many collections may stand in one another, counted after aliases are resolved.
  package static let nesting = 100
  /// How many nodes aliases may add to those that are written.
  package static let expandedNodes = 100_000
}
