import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm restore SOURCE`.
struct Restore: WritingRunnable {
  var source = ""
  var write = WriteOptions()
  var prints: Printed { .card(.restoreReport(source)) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "restore", Text(ru: "вернуть все данные из копии", en: "bring all data back from a backup"),
      discussion: Text(
        ru: "Каждый документ становится таким, каким был в копии; чего в ней нет, убирается. "
          + "Это одно действие, и undo его отменяет. Где данных еще нет, они создаются.",
        en: "Every document becomes what it was in the backup; what it lacks is removed. "
          + "It is one operation, which undo takes back. Where there are no data, they are made."),
      category: category, Restore(),
      rows: [
        .argument(
          .file("SOURCE"),
          help: Text(ru: "папка или файл .tar", en: "a folder or a file that ends with .tar")
        ) { $0.source = $1 }
      ],
      examples: [
        Example(
          "crm restore crm-2026-11-20.tar --dry-run",
          Text(ru: "что изменилось бы", en: "what would change")),
        Example("crm restore copy", Text(ru: "из папки", en: "from a folder")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let backup = try read(session)
    let report: RestoreReport
    do throws(CRMError) {
      report = try session.workspace().restore(
        backup, now: session.now, user: try session.user(), enteredBy: session.login,
        command: session.words, isDryRun: write.isDryRun)
    } catch {
      guard case .store(.noDataDirectory(let path)) = error else { throw error }
      do throws(CRMError) {
        report = try Workspace.restore(
          backup, at: session.absolute(path), files: session.world.files, isDryRun: write.isDryRun)
      } catch {
        throw error.naming(another: Remedy("help", "restore"))
      }
    }
    if !write.isDryRun { session.stored.append(source) }
    let presentation = try session.presentation()
    let done = Phrase(
      ru: "восстановлено: возвращено документов: \(report.added), изменено: \(report.changed), "
        + "убрано: \(report.removed)",
      en: "restored: brought back \(report.added) documents, changed \(report.changed), "
        + "removed \(report.removed)")
    try session.show(
      .restoreReport(source), report, presentation,
      done: session.dry(write) + presentation.text(done))
  }

  private func read(_ session: Session) throws(CRMError) -> Backup {
    let path = session.absolute(source)
    var archive: [UInt8]?
    do throws(SystemError) {
      if try session.world.files.status(path + "/.")?.kind != .folder {
        archive = try session.world.readFile(source, Backup.largest)
      }
    } catch {
      throw .system(error)
    }
    if let archive { return try Backup(archive: archive) }
    return try Backup(folder: path, files: session.world.files)
  }
}

extension Noun where Row == RestoreReport {
  /// What a restoring, or documents that were taken in, changed.
  static func restoreReport(_ source: String) -> Noun<RestoreReport> {
    Noun(
      id: { _ in source },
      [
        Column("added", Phrase(ru: "возвращено", en: "added")) { .number($0.added) },
        Column("changed", Phrase(ru: "изменено", en: "changed")) { .number($0.changed) },
        Column("removed", Phrase(ru: "убрано", en: "removed")) { .number($0.removed) },
      ])
  }
}
