package import ResourceModel
package import YAMLSyntax

// Which order keys are written in: that in which the schema of a kind describes its fields. What a
// person names or a model reads keeps its order: resources, targets, variables, outputs, headers,
// metadata, attributes, JSON schemas, and `x-…` keys with all that is in them.

extension KeyOrder {
  static func value(_ shape: ValueShape) -> KeyOrder {
    switch shape {
    case .string, .number, .integer, .boolean, .enumeration, .map, .jsonSchema: .asWritten
    case .object(let shape): object(shape)
    case .list(let element, _): .list(of: value(element))
    case .variants(let shape): variants(shape)
    case .either(let shapes): shapes.map(value).first { $0 != .asWritten } ?? .asWritten
    case .references: .asWritten
    case .files(let shape): .list(of: file(shape))
    }
  }

  static func object(_ shape: ObjectShape) -> KeyOrder {
    .fields(shape.fields.map { Field($0.name, value($0.shape)) }, sorted: true)
  }

  /// The discriminator, then the fields of all variants: no value has those of two. The API nests
  /// some fields under the variant's name.
  private static func variants(_ shape: VariantShape) -> KeyOrder {
    var fields = [Field(shape.discriminator)]
    for variant in shape.variants {
      let own =
        variant.liftedFields.map { Field($0.name) }
        + variant.shape.fields.map { Field($0.name, value($0.shape)) }
      fields += own
      if variant.shape.field(variant.name) == nil {
        fields.append(Field(variant.name, .fields(own, sorted: true)))
      }
    }
    return .fields(fields, sorted: true)
  }

  private static func file(_ shape: FileListShape) -> KeyOrder {
    object(FileFields.entry(shape))
  }

  // MARK: Files

  /// A resource: its fields, with what may stand beside its list of files, and its life cycle last.
  static func resource(_ schema: ResourceSchema) -> KeyOrder {
    var fields = [Field(ResourceFields.key.name)]
    for attribute in schema.attributes where !attribute.isLifted {
      let field = Field(attribute.name, value(attribute.field.shape))
      if case .files(let shape) = attribute.field.shape, let chunking = shape.chunking {
        fields += [
          Field(FileFields.chunkingName, object(chunking)), field, Field(FileFields.excludeName),
        ]
      } else {
        fields.append(field)
      }
    }
    fields.append(
      Field(LifecycleFields.name, .fields(LifecycleFields.keys.map { Field($0) }, sorted: true)))
    return .fields(fields + [Field(FormerNameFields.name)], sorted: true)
  }

  /// A file of resources; collections and resources stand as their author put them.
  package static func resources(_ catalogue: ResourceCatalogue) -> KeyOrder {
    .fields(
      catalogue.schemas.map { Field($0.collection, .map(of: resource($0))) }, sorted: false)
  }

  /// The fields at the top of a Markdown file.
  package static func frontMatter(_ catalogue: ResourceCatalogue) -> KeyOrder {
    catalogue.schemas.first { $0.frontMatterBody != nil }.map(resource) ?? .asWritten
  }

  package static let manifest = KeyOrder.fields(
    ManifestSchema.keys.map { key in
      Field(key, key == "targets" ? .map(of: target) : .asWritten)
    }, sorted: true)

  private static let target = KeyOrder.fields(TargetSchema.keys.map { Field($0) }, sorted: true)
}
