import Diagnostics
import OrderedCollections
import Planning
import ResourceModel

/// Short words for the values that plans are made of.
enum Fixture {
  static let origin = Origin(baseURL: "https://assistants.example.org/v1")
  static let file = SourceFile(
    path: "assistants/support.yaml",
    text: String(repeating: "assistants: { support: { model: gpt-4o } }\n", count: 3))
  static let kinds = Set(ResourceCatalogue.standard.schemas.map(\.kind))

  static func span(line: Int) -> SourceSpan {
    SourceSpan(file: file, start: file.lineStarts[line - 1], end: file.lineStarts[line - 1] + 10)
  }

  static func assistant(
    _ key: String = "support", _ values: KeyValuePairs<String, JSONValue> = [:],
    stores: [Reference]? = nil, protect: Bool = false, ignore: [String] = []
  ) -> DesiredResource {
    var resource = resource("assistants", key, values, protect: protect, ignore: ignore)
    let model = AttributePath("model")
    if resource.attributes[model] == nil {
      resource.attributes[model] = DesiredAttribute(.json("gpt-4o"))
    }
    if let stores {
      resource.attributes[AttributePath("file_search.vector_stores")] =
        DesiredAttribute(.references(stores))
    }
    return resource
  }

  static func store(
    _ key: String = "manuals", _ values: KeyValuePairs<String, JSONValue> = [:],
    protect: Bool = false
  ) -> DesiredResource {
    resource("vector_stores", key, values, protect: protect, ignore: [])
  }

  private static func resource(
    _ collection: String, _ key: String, _ values: KeyValuePairs<String, JSONValue>, protect: Bool,
    ignore: [String]
  ) -> DesiredResource {
    var attributes: OrderedDictionary<AttributePath, DesiredAttribute> = [:]
    for (name, value) in values {
      attributes[path(name)] = DesiredAttribute(.json(value), span: span(line: 2))
    }
    return DesiredResource(
      address: Address(collection: collection, key: key), attributes: attributes,
      lifecycle: Lifecycle(protect: protect, ignore: ignore.map(path)), span: span(line: 1))
  }

  /// `metadata.team` is a key of the map; every other name is a field, dots included.
  static func path(_ text: String) -> AttributePath {
    text.hasPrefix("metadata.")
      ? AttributePath("metadata", key: String(text.dropFirst("metadata.".count)))
      : AttributePath(text)
  }

  static func desired(_ resources: DesiredResource...) -> DesiredState { desired(resources) }

  static func desired(_ resources: [DesiredResource]) -> DesiredState {
    DesiredState(
      project: "shop", target: "local",
      resources: OrderedDictionary(uniqueKeysWithValues: resources.map { ($0.address, $0) }))
  }

  static func recorded(_ resources: [Address: RecordedResource] = [:]) -> RecordedState {
    RecordedState(project: "shop", target: "local", origin: origin, resources: resources)
  }

  static func observed(_ resources: [ObservedResource]) -> ObservedState {
    ObservedState(resources: resources, completeKinds: kinds)
  }

  static func schema(_ address: Address) -> ResourceSchema {
    ResourceCatalogue.standard.schema(of: address) ?? .assistant
  }
}

extension Address: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) {
    self = Address(text) ?? Address(collection: "malformed", key: text)
  }
}

extension Planner.Result {
  var codes: [String] { problems.map(\.code) }

  func change(_ address: Address) -> ResourceChange? {
    plan.changes.first { $0.address == address }
  }

  func cause(_ path: String, of address: Address = "assistants.support") -> AttributeChange.Cause? {
    change(address)?.attributes.first { $0.path == Fixture.path(path) }?.cause
  }
}
