import ResourceModel

/// A place of a schema: its path, and the parameter that people know it by.
struct SchemaPlace {
  let path: ValuePath
  /// `filter.price`, `tags[]`; empty for the arguments as a whole.
  let subject: String

  func keyword(_ name: String) -> SchemaPlace {
    SchemaPlace(path: path.appending(name), subject: subject)
  }

  func property(_ name: String) -> SchemaPlace {
    SchemaPlace(
      path: path.appending("properties").appending(name),
      subject: subject.isEmpty ? name : "\(subject).\(name)")
  }

  /// Whether a property has to be there is said beside the properties.
  func requirement(of name: String) -> SchemaPlace {
    SchemaPlace(path: path.appending("required"), subject: property(name).subject)
  }

  func items() -> SchemaPlace {
    SchemaPlace(path: path.appending("items"), subject: "\(subject)[]")
  }

  func others() -> SchemaPlace {
    SchemaPlace(path: path, subject: subject.isEmpty ? "*" : "\(subject).*")
  }

  func form(_ index: Int) -> SchemaPlace {
    SchemaPlace(path: path.appending(index), subject: subject)
  }

  func reason(
    _ effect: FunctionVerdict.Effect, _ predicate: String
  ) -> FunctionVerdict.Reason {
    // What is true of no parameter is true of the arguments.
    let text = subject.isEmpty ? "arguments: \(predicate)" : predicate
    return FunctionVerdict.Reason(
      path: path, subject: subject, effect: effect, predicate: text)
  }
}
