import Diagnostics
package import ResourceModel

/// What `asst.yaml` may say, described once: the decoder takes its keys from here, and editors and
/// `asst explain` all the rest.
package struct ManifestSchema: Sendable {
  package let fields: [FieldSchema]

  /// - Parameter providers: what `provider:` may say.
  package init(catalogue: ResourceCatalogue, providers: [String]) {
    let collections = catalogue.schemas.map(\.collection)
    fields = [
      FieldSchema(
        "project", .string(StringLimits(form: .name)), required: true, indirection: .none,
        example: "acme-shop",
        "The project's name; it marks what the project owns at a provider."),
      FieldSchema(
        "targets",
        .map(MapLimits(value: .object(TargetSchema.shape(providers: providers)), keys: .name)),
        required: true, indirection: .none, "The places to apply to, by name."),
      FieldSchema(
        "default_target", .string(StringLimits(form: .name)), nullable: false, indirection: .none,
        example: "production",
        "The target of commands that name none; a single target needs no default."),
      VariableFields.variables(
        example: "{ tone: friendly, max_results: 8 }",
        "Values for `${var.NAME}`; a target and `--var` may set others."),
      FieldSchema(
        "outputs",
        .map(
          MapLimits(
            value: .string(StringLimits(form: .output(collections))), keys: .variableName)),
        indirection: .variables, example: "{ OPENAI_ASSISTANT_ID: assistants.support.id }",
        "The IDs that applications read, by the name that they know them by."),
      FieldSchema(
        "include", .oneOrMore(.string(StringLimits(form: .pathOrPattern))), nullable: false,
        indirection: .none, example: "[teams/*.yaml]",
        "More files of resources than those directly in the folder."),
      FieldSchema(
        "root", .string(StringLimits(form: .path)), nullable: false, indirection: .none,
        defaults: ["."], example: "..",
        "The folder that no path leaves: the configuration folder, or one above it."),
      FieldSchema(
        "removed", .oneOrMore(.string(StringLimits(form: .address(collections)))),
        indirection: .none, example: "[assistants.former]",
        "Resources to forget without deleting them."),
      FormerNameFields.field(.name, "Names that the project had before, oldest first."),
      FieldSchema(
        "rules", .object(Self.rules), indirection: .none, example: "{ ASST059: off }",
        "How much each rule weighs, by its code; `off` silences it."),
    ]
  }

  /// The keys that the decoder knows.
  static let keys = ManifestSchema(catalogue: .standard, providers: []).fields.map(\.name)

  /// A rule that is fixed takes the severity that it has, and no other.
  private static let rules = ObjectShape(
    RuleIndex.all.map { rule in
      FieldSchema(
        rule.code,
        .enumeration(rule.isAdjustable ? RuleSetting.words : [rule.severity.rawValue]),
        nullable: false, indirection: .none, defaults: [.string(rule.severity.rawValue)],
        "\(rule.summary).")
    })
}

/// What stands under a target's name.
package enum TargetSchema {
  package static func shape(providers: [String]) -> ObjectShape {
    ObjectShape([
      FieldSchema(
        "provider", .enumeration(providers), required: true, indirection: .none,
        "The dialect of the API."),
      FieldSchema(
        "base_url", .string(StringLimits(form: .baseURL)), required: true,
        indirection: .environment, example: "https://assistants.example.org/v1",
        "Where the API begins, with its version."),
      FieldSchema(
        "api_key", .string(StringLimits()), nullable: false, indirection: .environment,
        example: "${env.OPENAI_API_KEY}",
        "The credential, read when connecting; keep it in the environment."),
      FieldSchema(
        "auth",
        .either([.enumeration([bearer]), .object(ObjectShape([header]))]), nullable: false,
        indirection: .variables, defaults: [.string(bearer)], example: "{ header: api-key }",
        "How the credential is sent: as a bearer token, or alone in a header."),
      FieldSchema(
        "headers", .map(MapLimits(value: .string(StringLimits()), keys: .headerName)),
        indirection: .environment,
        example: "{ OpenAI-Organization: \"${env.OPENAI_ORG_ID:-}\" }",
        "Headers for every request; one that turns out empty is not sent."),
      FieldSchema(
        "query", .map(MapLimits(value: .string(StringLimits()))), indirection: .environment,
        example: "{ api-version: 2024-05-01-preview }", "Query items for every request."),
      FieldSchema(
        "prune", .boolean, nullable: false, indirection: .variables, defaults: [false],
        "Whether what is no longer declared is deleted without `--prune`."),
      FormerNameFields.field(.name, "Names that the target had before, oldest first."),
      VariableFields.variables(
        example: "{ tone: formal }", "Values for `${var.NAME}` at this target alone."),
    ])
  }

  static let bearer = "bearer"
  static let header = FieldSchema(
    "header", .string(StringLimits(form: .headerName)), required: true,
    indirection: .variables, example: "api-key", "The header that holds the key.")

  /// The keys that the decoder knows.
  static let keys = shape(providers: []).fields.map(\.name)
}

enum VariableFields {
  static func variables(example: String, _ summary: String) -> FieldSchema {
    FieldSchema(
      "variables", .map(MapLimits(value: .anyScalar, keys: .variableName)),
      indirection: .variables, example: example, summary)
  }
}

enum FormerNameFields {
  static let name = "formerly"

  static func field(_ form: TextForm, _ summary: String) -> FieldSchema {
    FieldSchema(
      name, .oneOrMore(.string(StringLimits(form: form))), nullable: false,
      indirection: .none, example: "former-name", summary)
  }
}

extension TextForm {
  /// What names a resource in the manifest.
  static func address(_ collections: [String]) -> TextForm {
    TextForm(
      "(\(collections.joined(separator: "|")))\\.[A-Za-z0-9_-]{1,64}",
      "an address such as `assistants.support`")
  }

  static func output(_ collections: [String]) -> TextForm {
    TextForm(
      address(collections).expression + "\\.id", "the ID of a resource: `assistants.support.id`")
  }
}
