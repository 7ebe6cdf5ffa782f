import CRMTestSupport
import Foundation
import XCTest

@testable import CRMModel

/// R80, R81, R82: what is shipped, paid and paid back of some orders is what Python's `decimal`
/// and integers say.
final class PaperTreeSumsTests: XCTestCase {
  /// Reads an order a line, `TAX|QUANTITY,PRICE,DISCOUNT,RATE;…|QUANTITY,…;…|TOTAL,…|PAPER,SUM;…`: its
  /// lines, what each shipment takes of them, the invoices, and payments of the order (0) or an invoice.
  private static let script = """
    import sys
    from decimal import Decimal, ROUND_HALF_UP, getcontext
    getcontext().prec = 80
    def whole(value): return int(value.quantize(Decimal(1), ROUND_HALF_UP))
    def rows(text): return [[int(n) for n in row.split(",")] for row in text.split(";") if row]
    def worth(tax, lines):
        total = 0
        for quantity, price, discount, rate in lines:
            amount = whole(Decimal(quantity) / 1000 * price * (1 - Decimal(discount) / 10000))
            on_top = tax == "on-top"
            total += amount + (whole(Decimal(amount) * rate / 100) if on_top else 0)
        return total
    for text in sys.stdin.readlines():
        tax, lines, shipments, invoices, payments = text.strip().split("|")
        lines, shipments, payments = rows(lines), rows(shipments), rows(payments)
        invoices = [int(n) for n in invoices.split(",")]
        total = worth(tax, lines)
        left = [[sum(q) for q in zip(*shipments)][i] if shipments else 0 for i in range(len(lines))]
        shipped = worth(tax, [[left[i]] + line[1:] for i, line in enumerate(lines)])
        own = [sum(s for p, s in payments if p == i) for i in range(len(invoices) + 1)]
        rest, got = own[0], own[1:]
        order = range(len(invoices))
        back = [0 for i in order]
        for i in order if rest > 0 else []:
            back[i] = min(rest, max(-own[i + 1], 0))
            got[i] += back[i]
            rest -= back[i]
        for i in order if rest >= 0 else reversed(order):
            most = max(invoices[i] - max(own[i + 1], 0) - back[i], 0)
            share = min(rest, most) if rest >= 0 else max(rest, -max(own[i + 1], 0))
            got[i] += share
            rest -= share
        share = lambda part: min(max(part * 100 // total, 0), 100)
        print(total, shipped, sum(own), share(sum(own)), share(shipped), got)
    """

  private struct Sample {
    let tax: PaperLine.Tax
    let lines: [PaperLine]
    /// What each shipment takes of each line.
    let shipments: [[Int64]]
    let invoices: [Int64]
    /// Of the order (0), or of an invoice.
    let payments: [(of: Int, sum: Int64)]

    init(_ random: inout SplitMix64) throws {
      tax = Bool.random(using: &random) ? .included : .onTop
      lines = try (0..<Int.random(in: 1...4, using: &random)).map { _ in
        try PaperLine(randomIn: &random)
      }
      var left = lines.map(\.quantity)
      shipments = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        left.indices.map { place in
          let taken = Int64.random(in: 0...left[place], using: &random)
          left[place] -= taken
          return taken
        }
      }
      invoices = (0..<2).map { _ in Int64.random(in: 1...1_000_000_000, using: &random) }
      payments = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        let isRefund = Int.random(in: 0..<4, using: &random) == 0
        let sum = Int64.random(in: 1...600_000_000, using: &random)
        return (Int.random(in: 0...2, using: &random), isRefund ? -sum : sum)
      }
    }

    var text: String {
      func joined(_ rows: [[Int64]]) -> String {
        rows.map { $0.map(String.init).joined(separator: ",") }.joined(separator: ";")
      }
      let lines = lines.map { [$0.quantity, $0.price, $0.discount, Int64($0.rate.percent)] }
      return [
        tax.rawValue, joined(lines), joined(shipments), joined([invoices]),
        joined(payments.map { [Int64($0.of), $0.sum] }),
      ].joined(separator: "|")
    }

    private func paper(
      _ number: Int, _ type: PaperType, _ state: PaperType.State, total: Int64, on basis: Paper?,
      _ lines: [PaperLine] = []
    ) -> Paper {
      var paper = Paper(id: Department.identifier(UInt64(number)))
      paper.facts = [
        "type": .text(type.id), "state": .text(state.id), "number": .text("\(1_000 + number)"),
        "date": .text("2026-11-20"), "currency": .text("RUB"), "vat": .text(tax.rawValue),
        "total": Value.money(Money(minorUnits: total, currency: .rub)).stored,
      ]
      paper.facts["basis"] = basis.map { .texts([$0.id.text]) }
      if !lines.isEmpty { paper.facts["lines"] = .texts(lines.map { $0.text(in: .rub) }) }
      return paper
    }

    func answer() throws -> String {
      let total = try XCTUnwrap(lines.sums(tax)).total
      let order = paper(1, .order, .confirmed, total: total, on: nil, lines)
      let invoices = invoices.enumerated().map {
        paper(2 + $0, .invoice, .sent, total: $1, on: order)
      }
      let shipments = shipments.enumerated().map { number, taken in
        let lines = zip(lines.indices, lines).map { place, line in
          var line = line
          (line.quantity, line.mark) = (taken[place], "\(place + 1)")
          return line
        }
        return paper(10 + number, .shipment, .shipped, total: 0, on: order, lines)
      }
      let payments = payments.enumerated().map { number, payment in
        let basis = payment.of == 0 ? order : invoices[payment.of - 1]
        return paper(20 + number, .payment, .received, total: payment.sum, on: basis)
      }
      let tree = PaperTree(payments.reversed() + shipments + invoices + [order])
      let sums = tree.sums(in: .rub)
      let shares = "\(sums.paidShare ?? -1) \(sums.shippedShare ?? -1)"
      XCTAssertEqual(tree.paid(order.id), sums.paid.minorUnits)
      XCTAssertNil(tree.shipped(order.id).first { $1 > lines[$0 - 1].quantity })
      return "\(sums.ordered.minorUnits) \(sums.shipped.minorUnits) \(sums.paid.minorUnits) "
        + "\(shares) \(invoices.map { tree.paid($0.id) })"
    }
  }

  private var orders: Int {
    ProcessInfo.processInfo.environment["CRM_LONG_TESTS"] == nil ? 500 : 10_000
  }

  func testEveryOrderComesToWhatDecimalSays() throws {
    _ = try OptionalProgram("python3")
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix64(seed: seed)
    let samples = try (0..<orders).map { _ in try Sample(&random) }
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
