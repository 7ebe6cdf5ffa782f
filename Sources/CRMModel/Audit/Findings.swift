/// The findings of an audit, in their order; each is put into words when it is read, so that a
/// hundred thousand of them are never in memory at once.
public struct Findings: RandomAccessCollection, Sendable {
  private let judge: AuditJudge
  private let places: [Place]

  /// Where a finding was made.
  struct Place: Sendable {
    private let subject: Int32
    private let checkNumber: UInt8
    private let resultNumber: UInt8
    let isError: Bool
    let isOfCompany: Bool

    static func deal(_ index: Int, check: Int, ordinal: Int, isError: Bool) -> Place {
      Place(
        subject: Int32(clamping: index), checkNumber: UInt8(clamping: check),
        resultNumber: UInt8(clamping: ordinal), isError: isError, isOfCompany: false)
    }

    static func company(_ index: Int) -> Place {
      Place(
        subject: Int32(clamping: index), checkNumber: 0, resultNumber: 0, isError: false,
        isOfCompany: true)
    }

    var index: Int { Int(subject) }
    var check: Int { Int(checkNumber) }
    var ordinal: Int { Int(resultNumber) }
  }

  /// After so many findings in words, what was read for them is let go.
  private static let pace = 512

  /// Sorts by manager, deal name, id and check; the findings of one deal stand together already.
  ///
  /// What has a rank is sorted by it, without reading its texts.
  init(_ judge: AuditJudge, _ places: [Place]) {
    self.judge = judge
    var ranked: [(rank: Int, range: Range<Int>)] = []
    var others: [(order: AuditOrder, range: Range<Int>)] = []
    var start = 0
    while start < places.count {
      let place = places[start]
      var end = start + 1
      while end < places.count, places[end].index == place.index,
        places[end].isOfCompany == place.isOfCompany
      {
        end += 1
      }
      if let rank = judge.rank(of: place) {
        ranked.append((rank, start..<end))
      } else {
        others.append((judge.order(of: place), start..<end))
      }
      start = end
    }
    ranked.sort { $0.rank < $1.rank }
    others.sort { $0.order < $1.order }
    var sorted: [Place] = []
    sorted.reserveCapacity(places.count)
    var next = 0
    for (number, run) in ranked.enumerated() {
      if next < others.count {
        let order = judge.order(of: places[run.range.lowerBound])
        while next < others.count, others[next].order < order {
          sorted += places[others[next].range]
          next += 1
        }
        if number.isMultiple(of: Self.pace) { judge.forgetTexts() }
      }
      sorted += places[run.range]
    }
    for run in others[next...] { sorted += places[run.range] }
    self.places = sorted
  }

  /// The first place.
  public var startIndex: Int { 0 }
  /// Behind the last place.
  public var endIndex: Int { places.count }

  /// How bad the finding of a place is, without putting it into words.
  public func severity(at position: Int) -> Finding.Severity {
    places[position].isError ? .error : .warning
  }

  /// The findings without their words, which is all that is kept of an evening.
  public var found: some Sequence<Evening.Found> { places.lazy.map(judge.found) }

  /// The finding of a place in words.
  public subscript(position: Int) -> Finding {
    if position.isMultiple(of: Self.pace) { judge.forgetTexts() }
    guard let finding = judge.finding(at: places[position]) else {
      // Judging is pure: the same deal gives the same results as in the pass that noted this one.
      fatalError("a finding changed while it was read")
    }
    return finding
  }
}
