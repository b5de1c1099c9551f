// swift-tools-version: 6.1
import PackageDescription

// Reading this file is reading the architecture: every layer may import only the layers below it.
//
//   Command   the commands of `asst`, and its entry point
//   Runtime   effects: HTTP, the lock file, the apply engine, providers
//   Core      values in, values out: no I/O, no clock, no environment
//   System    module maps and shims of the C libraries, nothing else
//
// The emulator stands beside: a server of its own that shares only the JSON values of Core.
// The build refuses an import that is not declared here:
//   swift build --explicit-target-dependency-import-check error

let package = Package(
  name: "asst",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "asst", targets: ["asst"]),
    .executable(name: "asst-emulator", targets: ["asst-emulator"]),
  ],
  dependencies: [
    // Arguments, help and shell completions of both executables.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    // OrderedDictionary: the key order of JSON schemas is kept from YAML to the wire.
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    // SHA-256, for the digests in markers and lock files.
    .package(url: "https://github.com/apple/swift-crypto", "3.0.0"..<"5.0.0"),
    // The log behind `--verbose`.
    .package(url: "https://github.com/apple/swift-log", from: "1.10.0"),
    // The HTTP server of the emulator.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.0.0", traits: []),
    // SQLite, which keeps what the emulator holds where `--data` is given.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // The types in which that server speaks: addresses and byte buffers, header fields.
    .package(url: "https://github.com/apple/swift-nio", from: "2.0.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
  ],
  targets: [
    // MARK: Command
    .executableTarget(name: "asst", in: "Command", uses: ["AsstCommands", .argumentParser]),
    .target(
      name: "AsstCommands", in: "Command",
      uses: [
        "Providers", "Reconciliation", "StateStorage", "Transport",
        "PlanRendering", "Planning", "ConfigurationReference", "DiagnosticReports",
        "ProjectConfiguration", "ResourceModel", "Diagnostics",
        .argumentParser, .collections, .logging,
      ]),

    // MARK: Runtime
    .target(
      name: "Providers", in: "Runtime",
      uses: ["Reconciliation", "Transport", "ResourceModel", .collections]),
    .target(
      name: "Reconciliation", in: "Runtime", uses: ["Planning", "ResourceModel", .collections]),
    .target(
      name: "StateStorage", in: "Runtime", uses: ["ResourceModel", .collections]),
    .target(name: "Transport", in: "Runtime", uses: ["CCurl", .crypto, .logging]),

    // MARK: Core
    .target(
      name: "PlanRendering", in: "Core",
      uses: ["Planning", "ResourceModel", "Diagnostics", .collections],
      embedding: ["Schemas/plan.schema.json", "Schemas/events.schema.json"]),
    .target(
      name: "Planning", in: "Core", uses: ["ResourceModel", "Diagnostics", .collections]),
    .target(
      name: "ConfigurationReference", in: "Core",
      uses: ["ProjectConfiguration", "ResourceModel", "Diagnostics", .collections]),
    .target(
      name: "ProjectConfiguration", in: "Core",
      uses: ["JSONSchema", "ResourceModel", "YAMLSyntax", "Diagnostics", .collections]),
    .target(
      name: "DiagnosticReports", in: "Core", uses: ["ResourceModel", "Diagnostics", .collections]),
    .target(name: "JSONSchema", in: "Core", uses: ["ResourceModel", .collections]),
    .target(
      name: "ResourceModel", in: "Core", uses: ["Diagnostics", .collections, .crypto]),
    .target(name: "YAMLSyntax", in: "Core", uses: ["Diagnostics", "CYAML"]),
    .target(name: "Diagnostics", in: "Core", uses: []),

    // MARK: System
    .systemLibrary(
      name: "CCurl", path: "Sources/System/CCurl", pkgConfig: "libcurl",
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CYAML", path: "Sources/System/CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    // MARK: Emulator
    .executableTarget(
      name: "asst-emulator", in: "Emulator", uses: ["AssistantsEmulator", .argumentParser]),
    .target(
      name: "AssistantsEmulator", in: "Emulator",
      uses: [
        "ResourceModel", .collections, .grdb, .hummingbird, .httpTypes, .logging, .nioCore,
      ]),

    // MARK: Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: Target.strictness),
    .tests("DiagnosticsTests", uses: ["Diagnostics"]),
    .tests(
      "YAMLSyntaxTests",
      uses: ["YAMLSyntax", "ResourceModel", "Diagnostics", "TestSupport", .collections],
      golden: ["Suite"]),
    .tests(
      "ResourceModelTests", uses: ["ResourceModel", "Diagnostics", "TestSupport", .collections],
      golden: ["Suite"]),
    .tests(
      "JSONSchemaTests", uses: ["JSONSchema", "ResourceModel", "TestSupport", .collections],
      golden: ["Suite"]),
    .tests(
      "ProjectConfigurationTests",
      uses: [
        "ProjectConfiguration", "JSONSchema", "ResourceModel", "YAMLSyntax", "Diagnostics",
        "TestSupport", .collections,
      ],
      golden: ["RuleGoldens", "FormattingGoldens"]),
    .tests(
      "DiagnosticReportsTests",
      uses: ["DiagnosticReports", "ResourceModel", "Diagnostics", "TestSupport", .collections],
      golden: ["Goldens"]),
    .tests(
      "ConfigurationReferenceTests",
      uses: [
        "ConfigurationReference", "ProjectConfiguration", "JSONSchema", "ResourceModel",
        "Diagnostics", "TestSupport", .collections,
      ],
      golden: ["Goldens"]),
    .tests(
      "PlanningTests",
      uses: [
        "PlanRendering", "Planning", "ResourceModel", "Diagnostics", "TestSupport", .collections,
      ]),
    .tests(
      "PlanRenderingTests",
      uses: [
        "PlanRendering", "Planning", "Providers", "StateStorage", "ProjectConfiguration",
        "JSONSchema", "ResourceModel", "Diagnostics", "TestSupport", .collections,
      ],
      golden: ["Goldens", "Scenarios"]),
    .tests("TransportTests", uses: ["Transport", "TestSupport", .crypto, .logging]),
    .tests("StateStorageTests", uses: ["StateStorage", "ResourceModel", .collections]),
    .tests(
      "ReconciliationTests",
      uses: [
        "Reconciliation", "StateStorage", "Planning", "ResourceModel", "Diagnostics", "TestSupport",
        .collections,
      ]),
    .tests(
      "ProvidersTests",
      uses: [
        "Providers", "Reconciliation", "Transport", "ResourceModel", "TestSupport", .collections,
        .logging,
      ]),
    .tests(
      "AssistantsEmulatorTests",
      uses: ["AssistantsEmulator", "ResourceModel", .collections, .grdb]),
    .tests(
      "AsstCommandsTests",
      uses: [
        "AsstCommands", "Reconciliation", "StateStorage", "PlanRendering", "Planning",
        "DiagnosticReports", "ProjectConfiguration", "ResourceModel", "Diagnostics", "TestSupport",
        .argumentParser, .collections,
      ]),
    // These run the built executables as processes.
    .tests(
      "EndToEndTests",
      uses: [
        "JSONSchema", "ResourceModel", "Transport", "TestSupport", "asst", "asst-emulator",
        .collections, .logging,
      ],
      golden: ["DoctorPages"]),
  ] + Target.fuzzing
)

// MARK: - What every target shares

extension Target {
  /// The rules of the house: Swift 6, strict about imports and existentials, no warning left.
  static var strictness: [SwiftSetting] {
    [
      .swiftLanguageMode(.v6),
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .unsafeFlags(["-warnings-as-errors"] + sanitizers),
    ]
  }

  /// What `Tests/Fuzzing/fuzz` asks for in ASST_FUZZ; nothing in any other build.
  static var sanitizers: [String] {
    Context.environment["ASST_FUZZ"].map { ["-sanitize=\($0)"] } ?? []
  }

  /// The executable that libFuzzer drives; it exists only where it is asked for.
  static var fuzzing: [Target] {
    guard !sanitizers.isEmpty else { return [] }
    return [
      .executableTarget(
        name: "asst-fuzz",
        dependencies: ["ProjectConfiguration", "ResourceModel", "YAMLSyntax", "Diagnostics"],
        path: "Tests/Fuzzing", exclude: ["Corpus", "Dictionaries", "README.md", "fuzz"],
        swiftSettings: strictness, linkerSettings: [.unsafeFlags(sanitizers + ["-use-ld=lld"])])
    ]
  }

  /// `embedding` files become bytes of the program: what it prints is what stands in the repository.
  static func target(
    name: String, in layer: String, uses: [Dependency], embedding: [String] = []
  ) -> Target {
    .target(
      name: name, dependencies: uses, path: "Sources/\(layer)/\(name)",
      resources: embedding.map { .embedInCode($0) }, swiftSettings: strictness)
  }

  static func executableTarget(name: String, in layer: String, uses: [Dependency]) -> Target {
    .executableTarget(
      name: name, dependencies: uses, path: "Sources/\(layer)/\(name)", swiftSettings: strictness)
  }

  /// `golden` files are read from the source tree, so that recording writes them in place.
  static func tests(_ name: String, uses: [Dependency], golden: [String] = []) -> Target {
    .testTarget(
      name: name, dependencies: uses, path: "Tests/\(name)", exclude: golden,
      swiftSettings: strictness)
  }
}

extension Target.Dependency {
  static var argumentParser: Self {
    .product(name: "ArgumentParser", package: "swift-argument-parser")
  }
  static var collections: Self {
    .product(name: "OrderedCollections", package: "swift-collections")
  }
  static var crypto: Self { .product(name: "Crypto", package: "swift-crypto") }
  static var grdb: Self { .product(name: "GRDB", package: "GRDB.swift") }
  static var httpTypes: Self { .product(name: "HTTPTypes", package: "swift-http-types") }
  static var hummingbird: Self { .product(name: "Hummingbird", package: "hummingbird") }
  static var logging: Self { .product(name: "Logging", package: "swift-log") }
  static var nioCore: Self { .product(name: "NIOCore", package: "swift-nio") }
}
