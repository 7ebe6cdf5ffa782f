import XCTest

final class CRMModelSkeletonTests: XCTestCase {}
