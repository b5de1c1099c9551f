import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Decodes one entry under `targets:`.
struct TargetDecoder {
  let findings: Findings
  let variables: VariableTable
  let providers: [String]
  /// All targets, whose names are in use.
  let declared: YAMLMapping

  private var interpolator: Interpolator { Interpolator(variables: variables, findings: findings) }

  func decode(_ entry: YAMLMapping.Entry) -> Target? {
    let isNamed = InvalidName.check(entry.key, as: .name, at: entry.keySpan, to: findings)
    let owner = "target `\(entry.key)`"
    guard
      let fields = Fields(
        entry.value, named: entry.key, of: owner, known: TargetSchema.keys, to: findings)
    else { return nil }
    let provider = provider(fields, owner: owner, at: entry.keySpan)
    let baseURL = baseURL(fields, owner: owner, at: entry.keySpan)
    let authentication = authentication(fields["auth"])
    let headers = templates(fields["headers"])
    for header in fields["headers"]?.value.mapping?.entries ?? [] {
      InvalidHeaderName.check(header.key, at: header.keySpan, to: findings)
    }
    let apiKey = fields["api_key"].flatMap(template)
    let query = templates(fields["query"])
    if let baseURL, !BaseURL.isLoopback(baseURL) {
      if let apiKey { LiteralCredential.check(apiKey, of: "api_key", to: findings) }
      LiteralCredential.check(
        headers, authentication: authentication, query: query, to: findings)
    }
    let prune = fields["prune"].flatMap { interpolator.boolean($0.value, named: $0.key) }
    let formerly = FormerNames.read(fields["formerly"], to: findings) { declared[$0]?.keySpan }
    guard isNamed, let provider, let baseURL, let authentication else { return nil }
    return Target(
      name: entry.key, provider: provider, baseURL: baseURL, apiKey: apiKey,
      authentication: authentication, headers: headers, query: query, prune: prune ?? false,
      formerly: formerly, span: entry.keySpan)
  }

  private func provider(
    _ fields: Fields, owner: String, at span: SourceSpan
  ) -> Spanned<String>? {
    guard let entry = fields["provider"] else {
      if fields.lacks("provider") {
        MissingField.report("provider", of: owner, at: span, to: findings)
      }
      return nil
    }
    guard let name = entry.value.plainText(named: "provider", to: findings) else { return nil }
    UnknownProvider.check(name.value, known: providers, at: name.span, to: findings)
    return name
  }

  private func baseURL(_ fields: Fields, owner: String, at span: SourceSpan) -> Template? {
    guard let entry = fields["base_url"] else {
      if fields.lacks("base_url") {
        MissingField.report("base_url", of: owner, at: span, to: findings)
      }
      return nil
    }
    let url = template(entry)
    if let url {
      if InvalidURL.check(url, to: findings) { PlainHTTP.check(url, to: findings) }
    }
    return url
  }

  private func authentication(_ entry: YAMLMapping.Entry?) -> Target.Authentication? {
    guard let entry else { return .bearer }
    if entry.value.mapping == nil {
      guard let word = interpolator.text(entry.value, named: "auth") else { return nil }
      if word.value == TargetSchema.bearer { return .bearer }
      UnknownValue.report(
        word.value, of: "auth", known: [TargetSchema.bearer],
        help: "Write `bearer`, or `{ header: api-key }`.",
        at: word.span, to: findings)
      return nil
    }
    guard
      let fields = Fields(
        entry.value, named: "auth", of: "`auth`",
        known: [TargetSchema.header.name], to: findings)
    else { return nil }
    guard let header = fields[TargetSchema.header.name] else {
      if fields.entries.isEmpty {
        MissingField.report("header", of: "`auth`", at: entry.keySpan, to: findings)
      }
      return nil
    }
    return interpolator.text(header.value, named: header.key).map { name in
      InvalidHeaderName.check(name.value, at: name.span, to: findings)
      return .header(name.value)
    }
  }

  private func templates(_ entry: YAMLMapping.Entry?) -> OrderedDictionary<String, Template> {
    guard let entry, entry.value.scalar?.value != .null else { return [:] }
    guard let mapping = entry.value.mapping else {
      WrongType.report(
        entry.key, wants: "a mapping of names to texts", found: entry.value.kindName,
        at: entry.value.head, to: findings)
      return [:]
    }
    var templates: OrderedDictionary<String, Template> = [:]
    for entry in mapping.entries { templates[entry.key] = template(entry) }
    return templates
  }

  /// A text of the connection; dates such as `2024-05-01` and numbers are texts here.
  private func template(_ entry: YAMLMapping.Entry) -> Template? {
    guard let scalar = entry.value.scalar, scalar.value != .null else {
      WrongType.report(
        entry.key, wants: "text", found: entry.value.kindName, at: entry.value.head, to: findings)
      return nil
    }
    return interpolator.template(scalar, at: entry.value.span)
  }
}
