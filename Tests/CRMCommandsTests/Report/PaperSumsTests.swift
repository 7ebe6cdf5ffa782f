import Foundation
import XCTest

@testable import CRMModel

/// R72, R78, R80: ten thousand papers come to what Python's `decimal` says, to the last minor unit.
final class PaperSumsTests: XCTestCase {
  /// Reads a paper a line, `TAX|QUANTITY,PRICE,DISCOUNT,RATE;…|SHARE,…|PAID`, and says what it comes to.
  private static let script = """
    import sys
    from decimal import Decimal, ROUND_HALF_UP, getcontext
    getcontext().prec = 80
    def whole(value): return int(value.quantize(Decimal(1), ROUND_HALF_UP))
    for text in sys.stdin.readlines():
        tax, lines, shares, paid = text.strip().split("|")
        sums = []
        for line in lines.split(";"):
            quantity, price, discount, rate = map(Decimal, line.split(","))
            amount = whole(quantity / 1000 * price * (1 - discount / 10000))
            vat = whole(amount * rate / (100 + rate if tax == "included" else 100))
            sums.append((amount, vat, amount if tax == "included" else amount + vat))
        all = [sum(column) for column in zip(*sums)]
        parts = [whole(all[2] * Decimal(share) / 100) for share in shares.split(",")]
        parts[-1] = all[2] - sum(parts[:-1])
        rest, covered = int(paid), []
        for part in parts:
            covered.append(min(max(rest, 0), part))
            rest -= covered[-1]
        print(all, parts, covered)
    """

  private struct Sample {
    let tax: PaperLine.Tax
    let lines: [PaperLine]
    let shares: [Int]
    let paid: Int64

    init(_ random: inout SplitMix64) throws {
      tax = Bool.random(using: &random) ? .included : .onTop
      lines = try (0..<Int.random(in: 1...5, using: &random)).map { _ in
        try PaperLine(randomIn: &random)
      }
      var shares: [Int] = []
      while shares.reduce(0, +) < 90, Bool.random(using: &random) {
        shares.append(Int.random(in: 1...(99 - shares.reduce(0, +)), using: &random))
      }
      self.shares = shares + [100 - shares.reduce(0, +)]
      paid = Int64.random(in: 0...1_000_000_000, using: &random)
    }

    var text: String {
      let lines = lines.map { "\($0.quantity),\($0.price),\($0.discount),\($0.rate.percent)" }
      let shares = shares.map(String.init).joined(separator: ",")
      return "\(tax.rawValue)|\(lines.joined(separator: ";"))|\(shares)|\(paid)"
    }

    func answer() throws -> String {
      let sums = try XCTUnwrap(lines.sums(tax))
      let schedule = try PaymentSchedule(
        shares.map { "\($0)% 2026-11-20" }, total: Money(minorUnits: sums.total, currency: .rub),
        from: .first, in: .utc)
      return "\([sums.amount, sums.vat, sums.total]) \(schedule.parts.map(\.sum)) "
        + "\(schedule.paid(paid))"
    }
  }

  func testTenThousandPapers() throws {
    _ = try OptionalProgram("python3")
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    let samples = try (0..<10_000).map { _ in try Sample(&random) }
    let input = samples.map(\.text).joined(separator: "\n")
    let run = try ShellSession.run(["python3", "-c", Self.script], input: Data(input.utf8))
    let answers = String(decoding: run.out, as: UTF8.self).split(separator: "\n").map(String.init)
    XCTAssertEqual(answers.count, samples.count, String(decoding: run.err, as: UTF8.self))
    for (sample, answer) in zip(samples, answers) where try sample.answer() != answer {
      XCTFail("seed \(seed): \(sample.text) is \(answer), not \(try sample.answer())")
      return
    }
  }
}

extension PaperLine {
  /// A line such as a paper has, of any rate.
  init(randomIn random: inout SplitMix64) throws {
    let rates = ["none", "0", "5", "7", "10", "20", "22"]
    self.init(
      product: nil, name: "Товар", unit: nil,
      quantity: Int64.random(in: 1_000...2_000_000, using: &random),
      price: Int64.random(in: 10_000...50_000_000, using: &random),
      discount: Bool.random(using: &random) ? 0 : Int64.random(in: 0...9_900, using: &random),
      rate: try VATRate(parsing: rates.randomElement(using: &random) ?? "22"))
  }
}
