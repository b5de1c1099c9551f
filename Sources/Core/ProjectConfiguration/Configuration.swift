package import Diagnostics
package import ResourceModel

/// What the command line and the registry of providers say about a load.
package struct ConfigurationRequest: Sendable {
  /// The target of `--target`; nil for the manifest's default.
  package var targetName: String?
  /// What `--var` gives, in its order.
  package var variables: [(name: String, value: String)]
  package var catalogue: ResourceCatalogue
  /// The names of the providers that exist.
  package var providers: [String]
  /// What messages put before paths, such as `assistants/`.
  package var displayPrefix: String

  package init(
    targetName: String? = nil, variables: [(name: String, value: String)] = [],
    catalogue: ResourceCatalogue = .standard, providers: [String], displayPrefix: String = ""
  ) {
    self.targetName = targetName
    self.variables = variables
    self.catalogue = catalogue
    self.providers = providers
    self.displayPrefix = displayPrefix
  }
}

/// A configuration that is free of errors, for one target.
package struct Configuration: Sendable {
  package let manifest: Manifest
  package let target: Target
  package let desired: DesiredState
}

/// What a load gives: the configuration, or the reasons why there is none.
package struct LoadedConfiguration: Sendable {
  /// Nil exactly when `diagnostics` has an error.
  package let configuration: Configuration?
  /// The target as far as it could be read, errors elsewhere notwithstanding: whoever looks for the
  /// cause of a failure can go on with it.
  package let target: Target?
  /// The project's name, likewise.
  package let project: String?
  /// In reading order, with the severities that the manifest sets.
  package let diagnostics: [Diagnostic]
  /// The files that were read, as messages name them.
  package let files: [String]
}
