/// What the benchmark is asked for.
struct Options {
  /// How many deals, from few to many.
  var deals = [100, 10_000, 100_000]
  /// How often each operation is measured.
  var runs = 11
  /// Parts of the names of the operations that are measured; all where there is none.
  var only: [String] = []
  /// How many commands a batch has.
  var batch = 10_000
  /// Where the made data is kept from one run to the next.
  var keep = ".build/benchmark"
  /// Where the results go as JSON.
  var json: String?
  /// The program that is measured; the one beside this one unless said otherwise.
  var crm: String?
  /// Whether the disk's cache is dropped too, which slows everybody on the machine down.
  var isCold = false

  static let usage = """
    usage: crm-benchmark [--deals N,N,…] [--runs N] [--batch N] [--keep DIR] [--json FILE]
                         [--crm PROGRAM] [--only NAME,NAME,…] [--cold]
    """

  init(_ arguments: [String]) throws(BenchmarkError) {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      if option == "--cold" {
        isCold = true
        continue
      }
      guard let value = rest.popFirst() else { throw BenchmarkError(Self.usage) }
      switch option {
      case "--deals":
        deals = []
        for part in value.split(separator: ",") {
          deals.append(try Self.number(String(part), atMost: 10_000_000))
        }
        deals.sort()
      case "--runs": runs = try Self.number(value, atMost: 1_000)
      case "--batch": batch = try Self.number(value, atMost: 1_000_000)
      case "--keep": keep = value
      case "--json": json = value
      case "--crm": crm = value
      case "--only": only += value.split(separator: ",").map(String.init)
      default: throw BenchmarkError(Self.usage)
      }
    }
  }

  /// Whether an operation is asked for.
  func wants(_ operation: String) -> Bool {
    only.isEmpty || only.contains { operation.contains($0) }
  }

  /// Refuses to measure nothing.
  func check(against operations: [String]) throws(BenchmarkError) {
    for part in only where !operations.contains(where: { $0.contains(part) }) {
      throw BenchmarkError(
        "no operation has '\(part)' in its name: \(operations.joined(separator: "; "))")
    }
  }

  static func number(_ text: String, atMost most: Int) throws(BenchmarkError) -> Int {
    guard let number = Int(text), 1...most ~= number else {
      throw BenchmarkError("'\(text)' is no number from 1 to \(most)")
    }
    return number
  }
}
