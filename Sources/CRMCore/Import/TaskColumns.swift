import CRMModel

/// What each column of a table of tasks is: found by its key, by the name that people see, by a format,
/// or because the mapping says so (R113); never by its place.
struct TaskColumns {
  /// What a row may say.
  enum Key: String, CaseIterable {
    case id, deal, dealId, action, due, assignee, state, kind, remind, text, result, doneAt
  }

  /// What becomes of a column's cells.
  private enum Use: Equatable {
    case known(Key)
    /// What nobody knows becomes a line of the task's text: nothing that came is lost.
    case told
    /// What follows from others, or was left out by the user.
    case passedOver
  }

  private let uses: [Use]
  private let titles: [String]
  private let vocabulary: Vocabulary<TaskSubject>
  private let words: [String: [String: String]]

  /// The columns of a header line.
  ///
  /// - Throws: `CRMError.usage` for a mapping that names what there is not, and for a header that
  ///   cannot be read.
  init(
    _ header: CSVRecord, _ vocabulary: Vocabulary<TaskSubject>, _ format: ImportFormat,
    _ mapping: [String: String?] = [:]
  ) throws(CRMError) {
    if let problem = header.problem { throw CRMError(ImportError.header(problem)) }
    self.vocabulary = vocabulary
    words = format.words[.task] ?? [:]
    titles = header.cells.map { $0.trimmingBlanks() }
    var uses: [Use] = []
    for title in titles {
      let use: Use
      if let said = mapping[title] {
        guard let said else {
          uses.append(.passedOver)
          continue
        }
        guard let key = Key(rawValue: said) else {
          let list = Key.allCases.map(\.rawValue).joined(separator: ", ")
          throw .mapping(
            "columns.\(title)",
            Phrase(
              ru: "нет поля '\(said)'; есть: \(list)", en: "no field '\(said)'; there are \(list)")
          )
        }
        use = .known(key)
      } else {
        // What we write ourselves comes first, then what the department or the format calls it.
        let named = vocabulary.property(title)?.key
        let key = named == title ? title : format.column(.task, title)?.key ?? named ?? title
        let isWritten = vocabulary.property(key) != nil || key == "\(Key.assignee.rawValue)Name"
        use =
          Key(rawValue: key).map(Use.known)
          ?? (title.isEmpty || isWritten || ImportTable.isOurs(title) ? .passedOver : .told)
      }
      uses.append(use != .told && use != .passedOver && uses.contains(use) ? .told : use)
    }
    self.uses = uses
  }

  /// Whether the table says of which deals its tasks are, and when they are due.
  var isMet: Bool {
    uses.contains(.known(.id))
      || uses.contains(.known(.due)) && [.deal, .dealId].contains { uses.contains(.known($0)) }
  }

  /// The columns that are needed.
  static let needed: [Key] = [.deal, .due]

  /// The keys of the columns; `nil` for one that is passed over.
  var keys: [String?] {
    zip(uses, titles).map { use, title in
      switch use {
      case .known(let key): key.rawValue
      case .told: CustomField.key(of: title)
      case .passedOver: nil
      }
    }
  }

  /// What a column is called in this table.
  func title(_ key: Key) -> String {
    zip(uses, titles).first { $0.0 == .known(key) }?.1 ?? key.rawValue
  }

  /// What a row says; empty cells say nothing.
  struct Row {
    fileprivate var cells: [Key: String] = [:]
    fileprivate var told: [String] = []

    /// The cell of a column.
    subscript(key: Key) -> String? { cells[key] }

    /// What there is to say about the task beside its columns; `nil` for nothing.
    func text(with first: String?) -> String? {
      let lines = [first, cells[.text]].compactMap(\.self) + told
      return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
  }

  /// - Throws: `RowProblem` where the row has not a cell for each column.
  func row(_ record: CSVRecord) throws(RowProblem) -> Row {
    var row = Row()
    for ((use, title), cell) in zip(zip(uses, titles), try record.cells(for: uses.count))
    where !cell.isEmpty {
      let text = SpreadsheetText.unguarded(cell)
      switch use {
      case .known(.assignee): row.cells[.assignee] = ImportFormat.person(text)
      case .known(let key): row.cells[key] = text
      case .told: row.told.append("\(title): \(text)")
      case .passedOver: break
      }
    }
    return row
  }

  /// The id of a closed list's value, which may be told by what people call it.
  ///
  /// - Throws: `ValueError` for what is none of the list.
  func choice(_ key: Key, _ row: Row) throws(ValueError) -> String? {
    guard let text = row[key], let property = vocabulary.property(key.rawValue) else { return nil }
    return try property.choices.id(of: words[key.rawValue]?[Folding.fold(text)] ?? text)
  }
}
