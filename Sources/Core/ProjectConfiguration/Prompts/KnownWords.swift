import OrderedCollections
import ResourceModel

/// The words that a resource's values use for other things than functions: parameters, values of
/// enumerations, fields that descriptions speak of, and the names of the kind's own fields and tools.
struct KnownWords {
  private(set) var words: Set<String> = []

  init(of resource: DesiredResource, _ schema: ResourceSchema) {
    for attribute in schema.attributes {
      words.insert(attribute.name)
      add(attribute.field.shape)
    }
    for (path, attribute) in resource.attributes {
      if case .string(let limits)? = schema.shape(at: path), limits.isProse { continue }
      if case .json(let value) = attribute.value { add(value) }
    }
  }

  private mutating func add(_ shape: ValueShape) {
    switch shape {
    case .object(let object): add(object)
    case .list(let element, _): add(element)
    case .map(let limits): add(limits.value)
    case .enumeration(let values): words.formUnion(values)
    case .either(let shapes): for shape in shapes { add(shape) }
    case .variants(let shape):
      for variant in shape.variants {
        words.insert(variant.name)
        add(variant.shape)
      }
    default: break
    }
  }

  private mutating func add(_ object: ObjectShape) {
    for field in object.fields {
      words.insert(field.name)
      add(field.shape)
    }
  }

  private mutating func add(_ value: JSONValue) {
    switch value {
    case .object(let members):
      for (key, member) in members {
        words.insert(key)
        add(member)
      }
    case .array(let items): for item in items { add(item) }
    case .string(let text):
      for word in text.utf8.split(whereSeparator: { !MentionScanner.isWord($0) }) {
        words.insert(String(Substring(word)))
      }
    default: break
    }
  }
}
