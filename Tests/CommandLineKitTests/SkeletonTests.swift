import XCTest

final class CommandLineKitSkeletonTests: XCTestCase {}
