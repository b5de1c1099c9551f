package import Diagnostics
package import ResourceModel

/// One attribute that an apply would write.
package struct AttributeChange: Sendable, Equatable {
  package var path: AttributePath
  /// What the provider holds, files by their IDs; nil for a resource that is created.
  package var before: JSONValue?
  package var after: PlannedValue
  package var cause: Cause
  package var source: SourceLocation?
  /// Where the lines of a text are written, for the headers of its differences.
  package var textOrigin: TextOrigin?
  /// Where the parts of a list or an object are written that differ.
  package var parts: WrittenParts

  package init(
    path: AttributePath, before: JSONValue?, after: PlannedValue, cause: Cause,
    source: SourceLocation? = nil, textOrigin: TextOrigin? = nil,
    parts: WrittenParts = WrittenParts()
  ) {
    self.path = path
    self.before = before
    self.after = after
    self.cause = cause
    self.source = source
    self.textOrigin = textOrigin
    self.parts = parts
  }

  package enum Cause: String, Sendable, Equatable {
    /// The configuration says something new.
    case changed
    /// Only somebody else changed it.
    case drift
    /// The configuration and somebody else changed it.
    case conflict
    /// No longer declared: it goes back to the server's default.
    case reset
    /// Nothing is known of an earlier write.
    case unbased
    /// The same values, in another order of keys.
    case reordered

    package var isDrift: Bool { self == .drift || self == .conflict }
  }
}

/// A value after the apply; references to what is still to be created are not known yet.
package enum PlannedValue: Sendable, Equatable {
  case value(JSONValue)
  case references([PlannedReference])
  /// A list of files, in the order of their paths.
  case files([PlannedFile])

  package var isKnown: Bool {
    guard case .references(let references) = self else { return true }
    return references.allSatisfy { $0.id != nil }
  }

  package var isFiles: Bool {
    if case .files = self { true } else { false }
  }

  /// The value in the form in which it is compared: as the provider would hold it, but files by what
  /// they are. nil while a reference is not known.
  package var json: JSONValue? {
    switch self {
    case .value(let value): return value
    case .references(let references):
      let ids = references.compactMap(\.id)
      return ids.count == references.count ? .array(ids.map(JSONValue.string)) : nil
    case .files(let files):
      return .array(files.map(\.identity.short).sorted().map(JSONValue.string))
    }
  }
}

package struct PlannedReference: Sendable, Equatable {
  /// nil for an object that is managed elsewhere.
  package var address: Address?
  /// nil until the object is created.
  package var id: String?

  package init(address: Address?, id: String?) {
    self.address = address
    self.id = id
  }
}

/// A value that somebody else changed and that the YAML never declared.
package struct AttributeNote: Sendable, Equatable {
  package var path: AttributePath
  package var observed: JSONValue

  package init(path: AttributePath, observed: JSONValue) {
    self.path = path
    self.observed = observed
  }
}
