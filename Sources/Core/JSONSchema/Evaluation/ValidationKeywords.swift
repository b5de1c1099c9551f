import OrderedCollections
import ResourceModel

/// The validation vocabulary: what is said of a value without another schema.
extension Evaluation {
  typealias Verdict = SchemaValidator.Verdict

  mutating func assertion(_ keyword: Keyword, _ argument: JSONValue, in frame: Frame) -> Verdict {
    switch (keyword, frame.value) {
    case (.type, _): type(argument, frame.value)
    case (.enum, _): enumeration(argument, frame.value)
    case (.const, _): ExactEquality.verdict(argument, frame.value)
    case (_, .number(let number)): assertion(keyword, argument, onNumber: number)
    case (_, .string(let text)): assertion(keyword, argument, onText: text)
    case (_, .array(let items)): assertion(keyword, argument, onItems: items)
    case (_, .object(let members)): assertion(keyword, argument, onMembers: members)
    default: .accepted
    }
  }

  private func type(_ argument: JSONValue, _ value: JSONValue) -> Verdict {
    let names = argument.array ?? [argument]
    return names.reduce(.refused) { verdict, name in
      verdict.or(
        name.string.flatMap(JSONType.init(named:)).map { $0.verdict(on: value) } ?? .unknown)
    }
  }

  private mutating func enumeration(_ argument: JSONValue, _ value: JSONValue) -> Verdict {
    guard let members = argument.array, spend(members.count) else { return .unknown }
    var verdict = Verdict.refused
    for member in members {
      verdict = verdict.or(ExactEquality.verdict(member, value))
      if verdict == .accepted { break }
    }
    return verdict
  }

  private func assertion(
    _ keyword: Keyword, _ argument: JSONValue, onNumber number: JSONNumber
  ) -> Verdict {
    switch keyword {
    case .minimum: Self.compare(number, to: argument) { $0 >= $1 }
    case .maximum: Self.compare(number, to: argument) { $0 <= $1 }
    case .exclusiveMinimum: Self.compare(number, to: argument) { $0 > $1 }
    case .exclusiveMaximum: Self.compare(number, to: argument) { $0 < $1 }
    case .multipleOf: multiple(number, of: argument)
    default: .accepted
    }
  }

  private func multiple(_ number: JSONNumber, of argument: JSONValue) -> Verdict {
    guard let divisor = argument.number.flatMap(ExactNumber.init), divisor.isPositive,
      let isMultiple = ExactNumber(number)?.isMultiple(of: divisor)
    else { return .unknown }
    return .init(isMultiple)
  }

  private mutating func assertion(
    _ keyword: Keyword, _ argument: JSONValue, onText text: String
  ) -> Verdict {
    switch keyword {
    case .minLength: Self.compare(text.unicodeScalars.count, to: argument) { $0 >= $1 }
    case .maxLength: Self.compare(text.unicodeScalars.count, to: argument) { $0 <= $1 }
    case .pattern: argument.string.map { verdict(ofPattern: $0, on: text) } ?? .unknown
    default: .accepted
    }
  }

  private mutating func assertion(
    _ keyword: Keyword, _ argument: JSONValue, onItems items: [JSONValue]
  ) -> Verdict {
    switch keyword {
    case .minItems: Self.compare(items.count, to: argument) { $0 >= $1 }
    case .maxItems: Self.compare(items.count, to: argument) { $0 <= $1 }
    case .uniqueItems: argument == true ? uniqueness(of: items) : .accepted
    default: .accepted
    }
  }

  private mutating func uniqueness(of items: [JSONValue]) -> Verdict {
    guard spend(items.count) else { return .unknown }
    var seen: Set<[UInt8]> = []
    var verdict = Verdict.accepted
    for item in items {
      if let identity = ExactEquality.identity(of: item) {
        if !seen.insert(identity).inserted { return .refused }
      } else {
        verdict = .unknown
      }
    }
    return verdict
  }

  private mutating func assertion(
    _ keyword: Keyword, _ argument: JSONValue, onMembers members: JSONObject
  ) -> Verdict {
    switch keyword {
    case .minProperties: Self.compare(members.count, to: argument) { $0 >= $1 }
    case .maxProperties: Self.compare(members.count, to: argument) { $0 <= $1 }
    case .required: argument.array.map { presence(of: $0, in: members) } ?? .unknown
    case .dependentRequired: dependentRequired(argument, members)
    default: .accepted
    }
  }

  private mutating func dependentRequired(_ argument: JSONValue, _ members: JSONObject) -> Verdict {
    guard let dependencies = argument.object else { return .unknown }
    var verdict = Verdict.accepted
    for (name, names) in dependencies where ExactText.index(of: name, in: members) != nil {
      verdict = verdict.and(names.array.map { presence(of: $0, in: members) } ?? .unknown)
    }
    return verdict
  }

  /// Whether all the names are members.
  mutating func presence(of names: [JSONValue], in members: JSONObject) -> Verdict {
    guard spend(names.count) else { return .unknown }
    return names.reduce(.accepted) { verdict, name in
      verdict.and(
        name.string.map { .init(ExactText.index(of: $0, in: members) != nil) } ?? .unknown)
    }
  }
}

// MARK: - Comparisons

extension Evaluation {
  static func compare(
    _ count: Int, to bound: JSONValue, isRight: (ExactNumber, ExactNumber) -> Bool
  ) -> Verdict {
    compare(JSONNumber(count), to: bound, isRight: isRight)
  }

  static func compare(
    _ number: JSONNumber, to bound: JSONValue, isRight: (ExactNumber, ExactNumber) -> Bool
  ) -> Verdict {
    guard let number = ExactNumber(number), let bound = bound.number.flatMap(ExactNumber.init)
    else { return .unknown }
    return .init(isRight(number, bound))
  }
}
