import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm backup TARGET`.
struct BackupCommand: WritingRunnable {
  var target = ""
  var write = WriteOptions()
  var prints: Printed { .card(.newBackup) }

  static func command(_ category: Text) -> CRMCommand {
    CRMCommand(
      "backup", Text(ru: "сделать копию всех данных", en: "copy all data"),
      discussion: Text(
        ru: "Все документы на один момент, даже если в это время работают другие; без local/. "
          + "Имя на .tar — архив, иначе новая папка, которая сама каталог данных.",
        en: "Every document as of one moment, even while others work; without local/. "
          + "A name that ends with .tar is an archive, else a new folder, a data directory itself."),
      category: category, BackupCommand(),
      rows: [
        .argument(
          .file("TARGET"),
          help: Text(
            ru: "новая папка или файл .tar", en: "a new folder or a file that ends with .tar")
        ) { $0.target = $1 }
      ],
      examples: [
        Example("crm backup crm-2026-11-20.tar", Text(ru: "в архив", en: "into an archive")),
        Example("crm backup copy", Text(ru: "в папку", en: "into a folder")),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let presentation = try session.presentation()
    try session.read { (snapshot) throws(CRMError) in try snapshot.requireWholeSight() }
    let workspace = try session.workspace()
    let path = session.absolute(target)
    guard !path.hasPrefix(session.absolute(workspace.root) + "/") else {
      throw .usage(
        Phrase(
          ru: "копия не может лежать в самом каталоге данных: \(target)",
          en: "a backup cannot lie inside of the data directory: \(target)"),
        hints: [Remedy("help", "backup").phrase])
    }
    let count: Int
    do throws(CRMError) {
      count = try workspace.backUp(to: path, isDryRun: write.isDryRun)
    } catch {
      throw error.naming(another: Remedy("help", "backup"))
    }
    let shown = SafeText.visible(target)
    if !write.isDryRun { session.stored.append(target) }
    let documents = CountedNoun.documents.counted(count)
    let done = Phrase(
      ru: "скопировано в \(shown): \(documents.ru)", en: "copied into \(shown): \(documents.en)")
    try session.show(
      .newBackup, NewBackup(path: target, documents: count), presentation,
      done: session.dry(write) + presentation.text(done))
  }
}

extension CRMError {
  /// What is there already is a malformed value where a new name was wanted.
  func naming(another remedy: Remedy) -> CRMError {
    guard case .store(.alreadyExists(let path)) = self else { return self }
    return .usage(
      Phrase(ru: "уже есть: \(path)", en: "exists already: \(path)"), hints: [remedy.phrase])
  }
}

/// What `backup` made.
private struct NewBackup {
  let path: String
  let documents: Int
}

extension Noun where Row == NewBackup {
  fileprivate static var newBackup: Noun<NewBackup> {
    Noun(
      id: \.path,
      [
        Column("backup", Phrase(ru: "копия", en: "backup")) { .text($0.path) },
        Column("documents", Phrase(ru: "документов", en: "documents")) { .number($0.documents) },
      ])
  }
}
