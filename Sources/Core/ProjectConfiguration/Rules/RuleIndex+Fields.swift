package import ResourceModel

extension RuleIndex {
  /// The rules that look at a field's value, for the reference.
  package static func guarding(_ field: FieldSchema) -> [Rule] {
    var rules = field.isRequired ? [MissingField.rule] : []
    rules += guarding(field.shape)
    return rules
  }

  /// The rules that look at every JSON Schema.
  private static let schemas = [
    UnwrappedProperties.rule, IneffectiveKeyword.rule, UnknownType.rule, RequiredForm.rule,
    OptionalForm.rule, EnumValues.rule, RefusedExample.rule, HalfSaidType.rule,
    RequiredNames.rule, InvalidSchema.rule, UnknownKeyword.rule, DanglingReference.rule,
  ]

  private static func guarding(_ shape: ValueShape) -> [Rule] {
    switch shape {
    case .string(let limits):
      var rules = [WrongType.rule]
      if limits.maximum != nil || limits.minimum > 0 { rules.append(TextLength.rule) }
      if limits.pattern != nil { rules.append(InvalidPattern.rule) }
      if limits.advisedMaximum != nil { rules.append(LongDescription.rule) }
      if limits.isProse {
        rules += [
          UndefinedFunction.rule, UnmentionedFunction.rule, RepeatedPrompt.rule, PathAsText.rule,
        ]
      }
      switch limits.form {
      case TextForm.name?, TextForm.key?: rules.append(InvalidName.rule)
      case TextForm.baseURL?: rules += [InvalidURL.rule, PlainHTTP.rule]
      case TextForm.headerName?: rules.append(InvalidHeaderName.rule)
      case TextForm.path?, TextForm.pathOrPattern?:
        rules += [MissingFile.rule, OutsideRoot.rule, InvalidPath.rule]
      default: break
      }
      return rules
    case .number, .integer: return [WrongType.rule, OutOfRange.rule]
    case .boolean: return [WrongType.rule]
    case .enumeration: return [UnknownValue.rule]
    case .object(let shape):
      guard shape.callable != nil else { return [UnknownKey.rule] }
      return [UnknownKey.rule, MissingDescription.rule, UndescribedParameters.rule]
    case .list(let element, let maximum):
      var rules = maximum == .max ? [] : [TooMany.rule]
      if case .variants = element { rules.append(DuplicateMember.rule) }
      return rules + guarding(element).filter { new in !rules.contains { $0.code == new.code } }
    case .map(let limits):
      var rules: [Rule] = []
      if limits.maximumEntries != .max { rules.append(TooMany.rule) }
      if limits.maximumKeyLength != .max { rules.append(KeyLength.rule) }
      if !limits.reservedKeys.isEmpty { rules.append(ReservedKey.rule) }
      switch limits.keys {
      case TextForm.name?, TextForm.key?: rules.append(InvalidName.rule)
      case TextForm.variableName?: rules.append(InvalidVariableName.rule)
      case TextForm.headerName?: rules.append(InvalidHeaderName.rule)
      default: break
      }
      return rules
    case .variants: return [UnknownKey.rule, UnknownValue.rule]
    case .either(let shapes):
      return shapes.reduce(into: []) { rules, shape in
        for rule in guarding(shape) where !rules.contains(where: { $0.code == rule.code }) {
          rules.append(rule)
        }
      }
    case .jsonSchema(let shape):
      var rules = [WrongType.rule] + schemas
      if shape.strictMember != nil { rules += [StrictSubset.rule, StrictLimits.rule] }
      if shape.isOfObject { rules.append(SchemaRoot.rule) }
      return rules
    case .references: return [UnknownResource.rule, TooMany.rule]
    case .files(let shape):
      var rules = [
        MissingFile.rule, OutsideRoot.rule, UnreadableFile.rule, UnmatchedPattern.rule,
        TooMany.rule, FileTooLarge.rule, EmptyFile.rule,
      ]
      if shape.types != nil { rules += [UnsupportedFileType.rule, NoText.rule] }
      return rules + [SameFileName.rule, InvalidFileName.rule]
    }
  }
}
