import ResourceModel

/// A kind of object that is served as a collection. Listing, paging, looking up and deleting are the
/// same for all; creating and updating is each kind's own.
protocol ServedResource: Sendable {
  /// Its name in an error: `No assistant found with id …`.
  static var words: String { get }
  /// Its `object` in an answer.
  static var object: String { get }
  /// Where the objects are held.
  static var place: WritableKeyPath<EmulatorState, ResourceCollection<Self>> { get }

  var id: String { get }
  /// In seconds since 1970.
  var createdAt: Int { get }
  var metadata: Metadata { get set }

  /// What is shown of it at this second.
  func document(at now: Int) -> JSONValue
  /// Whether the document will change without a write, so that it cannot be prepared once.
  func changesByItself(after now: Int) -> Bool

  /// Makes a new object from a body. Nothing is changed when it throws.
  static func created(
    from body: BodyReader, in state: inout EmulatorState, rules: CreationRules
  ) throws(APIError) -> Self
  /// All that is kept of it, what a data file holds: `init(record:)` makes the same object of it.
  var record: JSONValue { get }
  /// Throws when the record is none that `record` wrote.
  init(record: BodyReader) throws(APIError)

  /// The object after an update. Nothing is changed when it throws.
  func updated(
    from body: BodyReader, in state: EmulatorState, rules: CreationRules
  ) throws(APIError) -> Self
}

/// What creating and updating draws on beside the body.
struct CreationRules {
  let now: Int
  let identifiers: IdentifierSource
  let onlyListedModels: Bool
  var quirks = Quirks.none
}
