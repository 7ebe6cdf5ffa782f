// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Of what is shipped: types are made by calls and not looked up by their names.
///
/// The program is started forty times a day for each manager, and a third of what a short command did
/// were these look-ups. An unsafe flag bars a library from being a versioned dependency of others, who
/// get it without.
let shipped: [SwiftSetting] =
  Context.packageDirectory.contains("/checkouts/")
  ? strict
  : strict + [
    .unsafeFlags(
      ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
      .when(configuration: .release))
  ]

let package = Package(
  name: "crm",
  products: [
    .executable(name: "crm", targets: ["crm"]),
    .library(name: "CRMCore", targets: ["CRMCore", "CRMModel"]),
  ],
  targets: [
    .target(name: "CRMModel", swiftSettings: shipped),
    .target(
      name: "CRMCore", dependencies: ["CRMModel"], exclude: ["Formats", "Scenarios"],
      swiftSettings: shipped,
      plugins: ["EmbedScenarios"]),
    .target(name: "CommandLineKit", swiftSettings: shipped),
    .target(
      name: "CRMCommands", dependencies: ["CommandLineKit", "CRMCore", "CRMModel"],
      swiftSettings: shipped),
    // One file without any shared library starts faster than git.
    .executableTarget(
      name: "crm", dependencies: ["CRMCommands", "CRMCore", "CRMModel"],
      swiftSettings: shipped + [
        .unsafeFlags(["-static-stdlib"], .when(configuration: .release))
      ],
      linkerSettings: [
        .unsafeFlags(["-static-executable"], .when(configuration: .release))
      ],
      plugins: ["EmbedCommit"]),
    // Measures `crm` against the tools that people would use instead; not a product.
    .executableTarget(
      name: "crm-benchmark", dependencies: ["CRMCore", "CRMModel"], swiftSettings: strict),
    // Scenarios are JSON files in the source tree; this makes them part of the program.
    .plugin(name: "EmbedScenarios", capability: .buildTool(), path: "Sources/EmbedScenarios"),
    // `crm --version` names the commit.
    .plugin(name: "EmbedCommit", capability: .buildTool(), path: "Sources/EmbedCommit"),

    .target(
      name: "CRMTestSupport", dependencies: ["CRMCommands", "CRMCore", "CRMModel"],
      path: "Tests/CRMTestSupport", swiftSettings: strict),
    .testTarget(
      name: "CRMModelTests", dependencies: ["CRMModel", "CRMTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CRMCoreTests", dependencies: ["CRMCore", "CRMModel", "CRMTestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "CommandLineKitTests", dependencies: ["CommandLineKit"], swiftSettings: strict),
    .testTarget(
      name: "CRMCommandsTests",
      dependencies: [
        "CRMCommands", "CRMCore", "CRMModel", "CommandLineKit", "CRMTestSupport", "crm",
      ],
      exclude: ["Report/look.py", "Shells", "Transcripts"], swiftSettings: strict),
    .testTarget(
      name: "BenchmarkTests", dependencies: ["crm-benchmark", "crm"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
