import XCTest

final class CRMCoreSkeletonTests: XCTestCase {}
