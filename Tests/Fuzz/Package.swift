// swift-tools-version: 6.2
import PackageDescription

// The program's own sources, reached by links, so that what is `package` there is seen here, and so
// that all of it is built with the fuzzer's instruments. Built by `.ci/fuzz` only.
let package = Package(
  name: "crm-fuzz",
  targets: [
    .target(name: "CRMModel"),
    .target(
      name: "CRMCore", dependencies: ["CRMModel"], exclude: ["Scenarios"],
      plugins: ["EmbedScenarios"]),
    .target(name: "CommandLineKit"),
    .target(name: "CRMCommands", dependencies: ["CommandLineKit", "CRMCore", "CRMModel"]),
    .plugin(name: "EmbedScenarios", capability: .buildTool(), path: "Sources/EmbedScenarios"),
    .target(name: "CRMTestDisk", dependencies: ["CRMCore"]),
    .executableTarget(
      name: "fuzz", dependencies: ["CRMCommands", "CRMCore", "CRMModel", "CRMTestDisk"],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
  ],
  swiftLanguageModes: [.v6]
)
for target in package.targets where target.type == .regular || target.type == .executable {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
