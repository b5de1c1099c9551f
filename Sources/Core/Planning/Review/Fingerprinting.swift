import OrderedCollections
import ResourceModel

/// Digests of what a resource is to be and of what it is. Two that are equal mean that nobody changed
/// anything; they are compared between versions only where the format of saved plans is the same.
struct Fingerprinting {
  private let desired: DesiredState
  private let objects: [String: ObservedResource]
  private let catalogue: ResourceCatalogue

  init(desired: DesiredState, observed: ObservedState, catalogue: ResourceCatalogue) {
    self.desired = desired
    self.catalogue = catalogue
    objects = Dictionary(
      observed.resources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func fingerprint(of change: ResourceChange) -> ChangeFingerprint {
    ChangeFingerprint(
      desired: change.key.id == nil ? desired(change.address) : nil,
      observed: observed(change.id, withContents: change.action == .delete))
  }

  /// Of everything that the files say of a resource, bytes of files included; nil where they say
  /// nothing. Keys count in their order, since models read them.
  func desired(_ address: Address) -> Digest? {
    guard let resource = desired.resources[address] else { return nil }
    let attributes = resource.attributes.sorted { $0.key < $1.key }.map { path, attribute in
      (path.description, Self.value(attribute.value))
    }
    return Digest(
      keyOrderOf: [
        "attributes": .object(JSONObject(uniqueKeysWithValues: attributes)),
        "protect": .bool(resource.lifecycle.protect),
        "ignore": .array(resource.lifecycle.ignore.sorted().map { .string($0.description) }),
      ])
  }

  private static func value(_ value: DesiredValue) -> JSONValue {
    switch value {
    case .json(let json): json
    case .references(let references):
      .array(
        references.map { reference in
          switch reference {
          case .address(let address): ["address": .string(address.description)]
          case .identifier(let id): ["id": .string(id)]
          }
        })
    case .files(let selection):
      .array(
        selection.files.map { file in
          [
            .string(file.path), .string(file.name), .string(file.content.hexadecimal),
            .string(file.settings.text),
          ]
        })
    }
  }

  /// Of an object as the provider shows it, its marker included; nil where there is none. What a store
  /// holds is compared file by file elsewhere; of one that is deleted, its own counts say whether
  /// somebody put something into it.
  func observed(_ id: String?, withContents: Bool = false) -> Digest? {
    guard let id, let object = objects[id] else { return nil }
    let schema = catalogue.schema(kind: object.kind)
    let attributes = object.attributes.map { path, value in
      (path.description, schema?.normalForm(value, at: path) ?? value)
    }
    var members: JSONObject = [
      "id": .string(object.id),
      "attributes": .object(
        JSONObject(attributes.filter { !$0.1.isNull }, uniquingKeysWith: { first, _ in first })),
      "marker": Self.text(of: object.marker),
      "expired": .bool(object.isExpired),
    ]
    members["file_mark"] = object.fileMark.map { .string($0.text) }
    if withContents, let contents = object.contents {
      members["contents"] = [.integer(contents.total), .integer(contents.bytes)]
    }
    return Digest(of: .object(members))
  }

  func object(_ id: String?) -> ObservedResource? { id.flatMap { objects[$0] } }

  private static func text(of marker: MarkerReading) -> JSONValue {
    switch marker {
    case .absent: .null
    case .marker(let marker): .string(marker.text)
    case .unreadable: .bool(false)
    }
  }
}
