/// The findings of an audit, in their order; each is put into words when it is read, so that a
/// hundred thousand of them are never in memory at once.
public struct Findings: RandomAccessCollection, Sendable {
  private let judge: AuditJudge
  private let places: [Place]

  /// Where a finding was made; twelve bytes, because there may be a million of them.
  struct Place: Sendable {
    private let subject: Int32
    private let resultNumber: Int32
    private let checkNumber: UInt16
    let isError: Bool
    let isOfCompany: Bool

    /// Neither the deals nor what is found on one of them could be in memory if they were too many
    /// to be numbered here; checks are limited to some hundreds.
    static func deal(_ index: Int, check: Int, ordinal: Int, isError: Bool) -> Place {
      Place(
        subject: Int32(index), resultNumber: Int32(ordinal), checkNumber: UInt16(check),
        isError: isError, isOfCompany: false)
    }

    static func company(_ index: Int, check: Int, ordinal: Int, isError: Bool) -> Place {
      Place(
        subject: Int32(index), resultNumber: Int32(ordinal), checkNumber: UInt16(check),
        isError: isError, isOfCompany: true)
    }

    /// Whether both findings are on one deal or company.
    func isOfSame(as other: Place) -> Bool {
      subject == other.subject && isOfCompany == other.isOfCompany
    }

    var index: Int { Int(subject) }
    var check: Int { Int(checkNumber) }
    var ordinal: Int { Int(resultNumber) }
  }

  /// After so many findings in words, what was read for them is let go.
  private static let pace = 240

  /// Sorts by manager, deal name, id and check; the findings of one deal stand together already.
  ///
  /// What has a rank is sorted by it, without reading its texts.
  init(_ judge: AuditJudge, _ places: [Place]) {
    self.judge = judge
    // All have been judged; what sorting and words need of them is read again, a little at a time.
    judge.forgetRecords()
    let starts = places.indices.filter { $0 == 0 || !places[$0].isOfSame(as: places[$0 - 1]) }
    var asked = 0
    func order(_ start: Int) -> AuditOrder {
      asked += 1
      if asked.isMultiple(of: Self.pace) { judge.forgetRecords() }
      return judge.order(of: places[start])
    }
    let sorted = AuditOrder.sorted(starts, rank: { judge.rank(of: places[$0]) }, order: order)
    self.places = sorted.flatMap { start in
      places[start...].prefix { $0.isOfSame(as: places[start]) }
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

  /// The findings without their words, which is all that is kept of an evening.
  public var found: some Sequence<Evening.Found> { places.lazy.map(judge.found) }

  /// The finding of a place in words.
  public subscript(position: Int) -> Finding {
    if position.isMultiple(of: Self.pace) { judge.forgetRecords() }
    guard let finding = judge.finding(at: places[position]) else {
      // Judging is pure: the same deal gives the same results as in the pass that noted this one.
      fatalError("a finding changed while it was read")
    }
    return finding
  }
}
