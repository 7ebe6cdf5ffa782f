package import CRMModel

/// What a file may be (R113): the form of the export, what its rows are, and what each column is.
package struct ImportGuess: Sendable {
  /// The format's name, as commands know it.
  package let format: String
  /// What a row is.
  package let kind: Kind
  /// The names of columns in the order of the file, with the keys of what they are; `nil` for one that
  /// follows from others.
  package let columns: [(title: String, key: String?)]
  /// How many of the columns mean something.
  package let known: Int
  /// A few rows.
  package let sample: [[String]]

  /// How many rows the sample has.
  package static let sampleRows = 5

  /// The likeliest form of a table: the one by which most columns mean something, of those whose needs
  /// are met; `nil` where there is none.
  ///
  /// - Throws: `CRMError.document` for a format of the department's own that cannot be read.
  package init?(_ table: ImportTable, in snapshot: Snapshot, _ viewpoint: Viewpoint)
    throws(CRMError)
  {
    var best: (format: String, kind: Kind, keys: [String?], known: Int, weight: Int)?
    func consider(_ format: ImportFormat, _ kind: Kind, _ keys: [String?]?) {
      guard let keys else { return }
      let known = zip(table.header.cells, keys).count { title, key in
        key.map { CustomField.id(ofKey: $0) == nil || format.column(kind, title)?.key == $0 }
          ?? true
      }
      // Whom a table of companies names beside them may as well be what the table is of.
      let isOfPeople = kind == .company && keys.contains(ExportColumn.contact.key)
      let weight = isOfPeople ? known - 1 : known
      if weight > best?.weight ?? 0 { best = (format.id, kind, keys, known, weight) }
    }
    // A table of our own has columns that no program knows, so it comes first where both know as many.
    let own = try snapshot.importFormat(ImportFormat.ownTable)
    for kind in ImportTable.kinds {
      consider(own, kind, try table.keys(of: kind, own, snapshot, viewpoint))
    }
    for id in ImportFormat.ids {
      let format = try snapshot.importFormat(id)
      let columns = try? ExportColumns(table.header, format, encoding: table.encoding)
      consider(format, .deal, columns?.keys)
      // A table of several kinds is called by the last of them: the people, not their companies.
      for kind in ImportTable.kinds
      where kind != .deal && format.tables[kind] != nil
        && format.rowKinds.kinds(in: table.header, of: kind).last == kind
      {
        consider(format, kind, try table.keys(of: kind, format, snapshot, viewpoint))
      }
    }
    guard let best else { return nil }
    (format, kind, known) = (best.format, best.kind, best.known)
    columns = zip(table.header.cells.map { $0.trimmingBlanks() }, best.keys).map { ($0, $1) }
    var sample: [[String]] = []
    for record in table.rows where record.problem == nil {
      guard sample.count < Self.sampleRows else { break }
      sample.append(record.cells.prefix(best.keys.count).map { $0.trimmingBlanks() })
    }
    self.sample = sample
  }

  /// The mapping that says so, for `--map`.
  package var mapping: ImportMapping {
    var mapping = ImportMapping()
    mapping.kind = kind
    for (title, key) in columns where !title.isEmpty { mapping.columns[title] = .some(key) }
    return mapping
  }
}

extension ExportColumns {
  /// The keys of the columns; of those that nobody knows the keys of the fields that they become.
  fileprivate var keys: [String?] {
    uses.map { use in
      switch use {
      case .known(let column), .spare(let column, _): column.key
      case .note: "note"
      case .passedOver: nil
      case .field(let name): CustomField.key(of: name)
      }
    }
  }
}
