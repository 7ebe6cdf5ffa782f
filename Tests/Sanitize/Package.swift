// swift-tools-version: 6.2
import PackageDescription

// The core's own sources and tests, reached by links, so that what is instrumented is a third of the
// whole and no command is built for it. Built by `.ci/sanitize` only.
let package = Package(
  name: "crm-sanitize",
  targets: [
    .target(name: "CRMModel"),
    .target(
      name: "CRMCore", dependencies: ["CRMModel"], exclude: ["Scenarios"],
      plugins: ["EmbedScenarios"]),
    .plugin(name: "EmbedScenarios", capability: .buildTool(), path: "Sources/EmbedScenarios"),
    .target(name: "CRMTestSupport", dependencies: ["CRMCore", "CRMModel"], exclude: ["Commands"]),
    .testTarget(
      name: "CRMCoreTests", dependencies: ["CRMCore", "CRMModel", "CRMTestSupport"],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
for target in package.targets where target.type != .plugin {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
