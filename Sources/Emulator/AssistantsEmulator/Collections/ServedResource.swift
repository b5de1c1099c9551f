import ResourceModel

/// A kind of object that is listed, looked up and kept.
protocol ListedResource: Sendable {
  /// Its name in an error: `No assistant found with id …`.
  static var words: String { get }
  /// Its `object` in an answer.
  static var object: String { get }
  /// What is said of an id that is none.
  static func missing(_ id: String) -> APIError

  var id: String { get }
  /// What no other object of its kind has: its id, unless that is one only in its place.
  var key: String { get }
  /// In seconds since 1970.
  var createdAt: Int { get }

  /// What is shown of it at this second.
  func document(at now: Int) -> JSONValue
  /// Whether the document will change without a write, so that it cannot be prepared once.
  func changesByItself(after now: Int) -> Bool

  /// All that is kept of it, what a data file holds: `init(record:)` makes the same object of it.
  var record: JSONValue { get }
  /// Throws when the record is none that `record` wrote.
  init(record: BodyReader) throws(APIError)
}

extension ListedResource {
  static func missing(_ id: String) -> APIError { .notFound(words, id: id) }
  var key: String { id }
}

/// A kind of object that is served as a collection. Deleting is the same for all; creating and
/// updating is each kind's own.
protocol ServedResource: ListedResource {
  /// Where the objects are held.
  static var place: WritableKeyPath<EmulatorState, ResourceCollection<Self>> { get }

  var metadata: Metadata { get set }

  /// Makes a new object from a body. Nothing is changed when it throws.
  static func created(
    from body: BodyReader, in state: inout EmulatorState, rules: CreationRules
  ) throws(APIError) -> Self
  /// Removes what goes with an object that was removed.
  static func removeContents(of id: String, in state: inout EmulatorState)

  /// The object after an update. Nothing is changed when it throws.
  func updated(
    from body: BodyReader, in state: EmulatorState, rules: CreationRules
  ) throws(APIError) -> Self
}

extension ServedResource {
  static func removeContents(of id: String, in state: inout EmulatorState) {}
}

/// What creating and updating draws on beside the body.
struct CreationRules {
  let now: Int
  let identifiers: IdentifierSource
  let onlyListedModels: Bool
  let indexing: IndexingRules
  var quirks = Quirks.none
}
