import CRMCore
import CRMModel
import CommandLineKit

/// Pages for `man`.
extension Session {
  /// Prints the manual's page of a command or topic; where the one word is a folder, writes all pages
  /// there, in English and in Russian, as `man` looks for them.
  func printManual(_ path: [String]) throws(CRMError) {
    let program = CommandTree.program
    let release = Release.current.ofManual
    if let folder = path.first, path.count == 1, folder.contains("/") {
      let pages = program.manPages(release)
      for page in pages {
        try write(page, .en, in: folder)
        try write(page, .ru, in: "\(folder)/ru")
      }
      let count = CountedNoun.pages.counted(pages.count * Language.allCases.count)
      return notice(Phrase(ru: "\(folder): \(count.ru)", en: "\(folder): \(count.en)"))
    }
    if path.count == 1, let topic = path.first.flatMap(program.topic) {
      return try output.append(ManPage(topic, of: program.name, release).text(language))
    }
    let page: HelpPage
    do throws(UsageError) { page = try program.find(path) } catch { throw .parse(error) }
    try output.append(ManPage(page, release).text(language))
  }

  private func write(
    _ page: ManPage, _ language: Language, in folder: String
  ) throws(CRMError) {
    let file = "\(folder)/man\(page.section)/\(page.file)"
    try makeFolders(above: file)
    try writing(to: file, mode: 0o644) { (output) throws(CRMError) in
      try output.append(page.text(language))
    }
  }
}

extension Release {
  fileprivate var ofManual: ManPage.Release {
    ManPage.Release(name: "crm \(version)", day: day)
  }
}
