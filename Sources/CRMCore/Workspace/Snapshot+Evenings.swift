package import CRMModel

/// The evenings that can be read, by day, and the documents that cannot.
package struct KeptEvenings: Sendable {
  /// By day.
  package var evenings: [Evening] = []
  /// Paths of documents that are damaged; an audit says so and goes on.
  package var damaged: [String] = []

  /// None.
  package init() {}
}

extension Snapshot {
  /// The kept evenings of some days.
  package func evenings(where isWanted: (Day) -> Bool) throws(CRMError) -> KeptEvenings {
    var kept = KeptEvenings()
    let sight = try sight()
    for name in try names(in: DataDirectory.auditsFolder) {
      guard let day = try? Day(parsing: name), isWanted(day) else { continue }
      do throws(CRMError) {
        guard let evening = try evening(of: day) else { continue }
        let seen = evening.rows.filter { row in
          sight?.sees(.deal, of: row.manager.key) ?? true
        }
        kept.evenings.append(Evening(day: day, rows: seen))
      } catch {
        kept.damaged.append(DataDirectory.auditPath(day.text))
      }
    }
    return kept
  }

  /// One kept evening; `nil` where none is.
  func evening(of day: Day) throws(CRMError) -> Evening? {
    let path = DataDirectory.auditPath(day.text)
    guard let bytes = try bytes(path) else { return nil }
    return try Self.decoding(path) { () throws(DocumentError) in
      let evening = try Evening(bytes: bytes)
      guard evening.day == day else { throw .isNotTheFilesName("day") }
      return evening
    }
  }
}

extension Transaction {
  /// Keeps the rows of an audit; those of other managers of the same evening stay.
  ///
  /// - Parameters:
  ///   - rows: What was found.
  ///   - day: The local day.
  ///   - isJudged: Whether a manager was in the audit's scope.
  /// - Throws: `CRMError.newerFormat` where a newer version has kept that evening; a damaged one is
  ///   written anew.
  package func keep(
    _ rows: [Evening.Row], of day: Day, where isJudged: (Login) -> Bool
  ) throws(CRMError) {
    let path = DataDirectory.auditPath(day.text)
    var (evening, document) = (Evening(day: day), JSONObject())
    do throws(CRMError) {
      if let known = try self.evening(of: day) {
        (evening, document) = (known, try self.document(at: path, newest: .max) ?? JSONObject())
      }
    } catch {
      guard case .document = error else { throw error }
    }
    try put(evening.replacing(rows, where: isJudged).json(over: document), at: path)
  }
}
