import CRMCore

/// All that was measured, as a table and as JSON.
struct Report {
  private var results: [OperationResult] = []
  private var notes: [String] = []

  mutating func append(_ result: OperationResult) { results.append(result) }

  mutating func note(_ text: String) { notes.append(text) }

  private var sizes: [Int] { Set(results.map(\.deals)).sorted() }

  /// The growth of every operation that was measured at several sizes, in the order of measuring: of
  /// the time that passed, and of the processor's.
  private var growth: [(wall: Growth, processor: Growth?)] {
    var names: [String] = []
    for result in results where !names.contains(result.operation) { names.append(result.operation) }
    return names.compactMap { name in
      Growth(name, of: results).map { ($0, Growth(name, of: results, \.processor)) }
    }
  }

  /// What must cost the same however many deals there are, and how much more it may.
  private static let flat: Set = ["add", "move", "task done"]
  private static let flatLine = 1.3

  // MARK: For people

  /// The table of one size.
  func table(deals: Int) -> String {
    let head = [
      "\(deals) deals", "crm CPU ms", "p99", "rival CPU ms", "CPU ratio", "crm ms", "p99",
      "rival ms",
      "ratio", "crm MB", "rival MB", "rival", "the line", "",
    ]
    return Text.table([head] + results.filter { $0.deals == deals }.map(row))
  }

  private func row(_ result: OperationResult) -> [String] {
    let rival = result.rival
    return [
      result.operation, Text.number(result.ours.processor), Text.number(result.worst.processor),
      rival.map { Text.number($0.processor) } ?? "",
      result.processorRatio.map(Text.number) ?? "", Text.number(result.ours.wall),
      Text.number(result.worst.wall), rival.map { Text.number($0.wall) } ?? "",
      result.ratio.map(Text.number) ?? "", Text.number(result.ours.peak),
      rival.map { Text.number($0.peak) } ?? "", result.rivalName,
      result.lines.map(\.text).joined(separator: ", "), verdict(result),
    ]
  }

  private func verdict(_ result: OperationResult) -> String {
    Self.verdict(result.isReached(by: \.processor), wall: result.isReached(by: \.wall))
  }

  /// The processor's time decides, because other programs on the machine do not change it.
  private static func verdict(_ isReached: Bool?, wall: Bool?) -> String {
    guard let isReached else { return "" }
    let word = isReached ? "reached" : "missed"
    return wall == isReached ? word : "\(word), not by wall"
  }

  /// How cost grows, and what could not be compared.
  var conclusion: String {
    let rows = growth.map { wall, processor in
      let isFlat = Self.flat.contains(wall.operation)
      return [
        wall.operation, Text.number(wall.exponent), Text.number(wall.factor),
        processor.map { Text.number($0.exponent) } ?? "",
        processor.map { Text.number($0.factor) } ?? "",
        isFlat ? "≤ \(Self.flatLine) ×" : "",
        isFlat
          ? Self.verdict(
            processor.map { $0.factor <= Self.flatLine }, wall: wall.factor <= Self.flatLine) : "",
      ]
    }
    let span = "\(sizes.first ?? 0) to \(sizes.last ?? 0)"
    let title = [
      "growth, \(span) deals", "exponent", "times", "CPU exponent", "CPU times", "the line", "",
    ]
    return (rows.isEmpty ? "" : Text.table([title] + rows)) + notes.map { $0 + "\n" }.joined()
  }

  // MARK: For programs

  var json: [UInt8] {
    JSONWriter.bytes(
      of: [
        "results": .array(results.map(json)),
        "growth": .array(
          growth.map { wall, processor in
            [
              "operation": .string(wall.operation), "exponent": number(wall.exponent),
              "factor": number(wall.factor),
              "processorExponent": processor.map { number($0.exponent) } ?? .null,
              "processorFactor": processor.map { number($0.factor) } ?? .null,
            ]
          }),
        "notes": .array(notes.map(JSONValue.string)),
      ], style: .pretty)
  }

  private func json(_ result: OperationResult) -> JSONValue {
    [
      "operation": .string(result.operation), "deals": .number(JSONNumber(result.deals)),
      "crm": json(result.ours), "crmWorst": json(result.worst),
      "rival": result.rival.map(json) ?? .null,
      "rivalName": .string(result.rivalName), "ratio": result.ratio.map(number) ?? .null,
      "processorRatio": result.processorRatio.map(number) ?? .null,
      "lines": .array(result.lines.map { .string($0.text) }), "verdict": .string(verdict(result)),
    ]
  }

  private func json(_ measured: Measurement) -> JSONValue {
    [
      "wallMilliseconds": number(measured.wall),
      "processorMilliseconds": number(measured.processor),
      "peakMegabytes": number(measured.peak),
    ]
  }

  /// Three digits after the point say more than the machine's noise.
  private func number(_ value: Double) -> JSONValue {
    let text = "\((value * 1_000).rounded() / 1_000)"
    return JSONNumber(text: text).map(JSONValue.number) ?? .null
  }
}
