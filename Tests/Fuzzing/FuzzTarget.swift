/// What can be fuzzed. A new target is a case here, a function beside it and a folder in `Corpus`.
enum FuzzTarget: String, CaseIterable {
  /// YAML, and Markdown with front matter, to trees.
  case yaml
  /// JSON to values and back.
  case json
  /// A whole configuration to desired state, and its findings to text.
  case configuration

  /// YAML to the same YAML in canonical form.
  case format

  /// What libFuzzer calls with each input. C functions cannot capture, so there is one a target.
  var function: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt {
    switch self {
    case .yaml: { accept($0, $1, fuzzYAML) }
    case .json: { accept($0, $1, fuzzJSON) }
    case .configuration: { accept($0, $1, fuzzConfiguration) }
    case .format: { accept($0, $1, fuzzFormat) }
    }
  }
}

private func accept(
  _ start: UnsafePointer<UInt8>?, _ count: Int, _ fuzz: ([UInt8]) -> Void
) -> CInt {
  fuzz(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the process, which libFuzzer records as a crash, where something does not hold.
func require(_ condition: @autoclosure () -> Bool, _ expectation: @autoclosure () -> String) {
  if !condition() { fatalError(expectation()) }
}
