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

  /// Sorts by manager, deal name, id and check; the findings of one deal stand together already.
  init(_ judge: AuditJudge, _ places: [Place]) {
    self.judge = judge
    var runs: [(order: Order, range: Range<Int>)] = []
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, places[end].index == places[start].index,
        places[end].isOfCompany == places[start].isOfCompany
      {
        end += 1
      }
      runs.append((Order(places[start], judge), start..<end))
      start = end
    }
    runs.sort { $0.order < $1.order }
    var sorted: [Place] = []
    sorted.reserveCapacity(places.count)
    for run in runs { sorted += places[run.range] }
    self.places = sorted
  }

  /// What one deal's findings are sorted by.
  private struct Order: Comparable {
    let manager: Login
    let name: String
    let id: UInt64

    init(_ place: Place, _ judge: AuditJudge) {
      if place.isOfCompany {
        let company = judge.companies[place.index]
        (manager, name, id) = (company.manager, company.name, company.id.bits)
      } else {
        let deal = judge.deals[place.index]
        (manager, name, id) = (deal.manager, deal.name, deal.id.bits)
      }
    }

    static func < (left: Order, right: Order) -> Bool {
      (left.manager, left.name, left.id) < (right.manager, right.name, right.id)
    }
  }

  /// The first place.
  public var startIndex: Int { 0 }
  /// Behind the last place.
  public var endIndex: Int { places.count }

  /// How bad the finding of a place is, without putting it into words.
  public func severity(at position: Int) -> Finding.Severity {
    places[position].isError ? .error : .warning
  }

  /// The finding of a place in words.
  public subscript(position: Int) -> Finding {
    guard let finding = judge.finding(at: places[position]) else {
      // Judging is pure: the same deal gives the same results as in the pass that noted this one.
      fatalError("a finding changed while it was read")
    }
    return finding
  }
}
