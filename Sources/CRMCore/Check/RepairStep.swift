import CRMModel

/// One thing that a repair does; none of them throws anything away.
enum RepairStep {
  /// Takes permissions away from others than the owner, or the group where the files are its (R31).
  case restrict([String], StoreAccess)
  /// Puts `local/` into `.gitignore`.
  case ignoreLocal
  /// Moves what is no file of the program's to the folder of things kept aside.
  case setAside(String)
  /// Gives a document the last image that the journal has.
  case restore(String, before: [UInt8]?, image: [UInt8])
  /// Puts a document where its id says.
  case move(String, to: String, [UInt8])

  /// What was done, in words.
  var done: Phrase {
    switch self {
    case .restrict(let paths, .owner):
      Phrase(
        ru: "оставлено владельцу (файлов и папок: \(paths.count))",
        en: "left to the owner alone (files and folders: \(paths.count))")
    case .restrict(let paths, .group):
      Phrase(
        ru: "оставлено владельцу и группе (файлов и папок: \(paths.count))",
        en: "left to the owner and the group (files and folders: \(paths.count))")
    case .ignoreLocal: Phrase(ru: "строка 'local/' добавлена", en: "added the line 'local/'")
    case .setAside: Phrase(ru: "убрано в сторону", en: "set aside")
    case .restore:
      Phrase(
        ru: "возвращено последнее состояние, которое помнит журнал",
        en: "restored the last state that the journal has")
    case .move(_, let place, _):
      Phrase(ru: "документ перенесен в \(place)", en: "moved the document to \(place)")
    }
  }
}
