import CRMTestSupport
import XCTest

@testable import CRMModel

final class ChainsTests: XCTestCase {
  /// Keys of which many fall together, some of them one behind the other, as ids do.
  func testChainsHaveAllNumbersOfAKeyTheNewestFirst() {
    var generator = SplitMix64(seed: 5)
    for capacity in [0, 1, 9, 1_000] {
      var chains = Chains(capacity: capacity)
      var known: [UInt64: [UInt64]] = [:]
      for number in 0..<3_000 as Range<UInt64> {
        let key = [number % 7, generator.next(), number << 30][Int(number % 3)]
        chains.append(number, for: key)
        known[key, default: []].append(number)
      }
      for (key, numbers) in known {
        XCTAssertEqual(chains.all(for: key), Set(numbers))
        XCTAssertEqual(chains.first(for: key) { _ in true }, numbers.last)
        XCTAssertEqual(
          chains.first(for: key) { $0 <= numbers[0] }, numbers[0], "the older ones behind it")
      }
      XCTAssertNil(chains.first(for: 1 << 20) { _ in true })
      XCTAssertEqual(chains.all(for: .max), [])
    }
  }
}
