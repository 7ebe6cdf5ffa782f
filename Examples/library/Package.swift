// swift-tools-version: 6.2
import PackageDescription

// A program of one's own on the library CRMCore: swift run --package-path Examples/library
let package = Package(
  name: "site-orders",
  dependencies: [.package(name: "crm", path: "../..")],
  targets: [
    .executableTarget(
      name: "site-orders", dependencies: [.product(name: "CRMCore", package: "crm")])
  ],
  swiftLanguageModes: [.v6]
)
