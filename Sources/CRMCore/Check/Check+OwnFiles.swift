import CRMModel

/// What belongs to this machine alone: lock, state, journal, files in the making.
extension Check {
  mutating func lookAtOwnFiles() {
    noteMode(of: ".")
    // Nobody comes past a repository's own folder to what is in it.
    noteMode(of: ".git")
    let entries = entries(of: "local") ?? []
    if !entries.contains(where: { $0.name == "journal" }), let known = try? JournalEvidence(reader)
    {
      // A fresh copy has digests only, of what it was when it was first looked at.
      journal = known
    }
    for entry in entries {
      let path = "local/\(entry.name)"
      switch (entry.name, entry.kind) {
      case (_, .symbolicLink): reportLink(path)
      case ("lock", .file), ("state", .file): noteMode(of: path)
      case ("lock", _), ("state", _): reportNoFile(path)
      case ("tmp", _): lookAtTemporaryFiles()
      case ("journal", _): lookAtJournal()
      case ("catalog", .folder):
        noteMode(of: path)
        lookAtCatalogFiles()
      default: noteMode(of: path)
      }
    }
  }

  private mutating func lookAtTemporaryFiles() {
    for entry in entries(of: "local/tmp") ?? [] {
      let path = "local/tmp/\(entry.name)"
      if entry.kind == .symbolicLink {
        reportLink(path)
      } else if [.file, .folder].contains(entry.kind), entry.name.hasPrefix("document-") {
        // A killed command's; the next one that writes removes it.
        noteMode(of: path)
      } else {
        report(
          .leftoverFile, path,
          Phrase(
            ru: "лишний файл среди временных", en: "a file too many among those in the making"),
          isRepairable: true)
      }
    }
  }

  private mutating func lookAtJournal() {
    guard let entries = entries(of: "local/journal") else { return }
    for entry in entries {
      let path = "local/journal/\(entry.name)"
      if StoreLayout.segmentStart(entry.name) == nil {
        reportForeign(entry, path)
      } else if entry.kind == .file {
        noteMode(of: path)
      } else if entry.kind == .symbolicLink {
        reportLink(path)
      } else {
        reportNoFile(path)
      }
    }
    do throws(StoreError) {
      journal = try JournalEvidence(reader)
    } catch {
      guard case .damaged(let path, let damage) = error else {
        // A segment that is a link or a folder has been reported by its own path.
        return entries.contains { hasProblem("local/journal/\($0.name)") }
          ? () : report(error, "local/journal")
      }
      report(.journalDamaged, relative(path), damage.message, isRepairable: true)
    }
  }
}

extension StoreError.Damage {
  fileprivate var message: Phrase {
    switch self {
    case .badRecord(let sequence):
      Phrase(
        ru: "запись операции \(sequence) повреждена",
        en: "the record of operation \(sequence) is damaged")
    case .missingOperation(let sequence):
      Phrase(
        ru: "операция \(sequence) была записана, а теперь ее нет",
        en: "operation \(sequence) was recorded and is not there any more")
    case .notAFile: Phrase(ru: "здесь должен быть файл", en: "a file belongs here")
    case .notAFolder: Phrase(ru: "здесь должна быть папка", en: "a folder belongs here")
    }
  }
}
