import XCTest

final class CRMCommandsSkeletonTests: XCTestCase {}
