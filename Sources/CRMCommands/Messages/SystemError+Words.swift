import CRMCore
import CRMModel

/// Refusals of the operating system in words.
extension SystemError {
  /// What it was about: a file by its path, or a stream by its name.
  var place: Phrase {
    switch path {
    case "arguments": Phrase(ru: "слова команды", en: "the command's words")
    case "standard input": Phrase(ru: "стандартный ввод", en: "standard input")
    case "standard output": Phrase(ru: "стандартный вывод", en: "standard output")
    default: Phrase(ru: path, en: path)
    }
  }

  /// Why, in words; the number where there are none.
  var reason: Phrase {
    switch code {
    case Self.notPermitted, Self.accessDenied: Phrase(ru: "нет доступа", en: "permission denied")
    case Self.notFound: Phrase(ru: "нет такого файла", en: "no such file")
    case Self.deviceFailed: Phrase(ru: "ошибка устройства", en: "input/output error")
    case Self.alreadyExists: Phrase(ru: "уже есть", en: "exists already")
    case Self.notAFolder: Phrase(ru: "это не каталог", en: "not a directory")
    case Self.isAFolder: Phrase(ru: "это каталог", en: "is a directory")
    case Self.tooLarge: Phrase(ru: "слишком большой", en: "too large")
    case Self.noData: Phrase(ru: "их нет", en: "there are none")
    case Self.noSpace: Phrase(ru: "на диске нет места", en: "no space left on device")
    case Self.readOnly: Phrase(ru: "диск только для чтения", en: "read-only file system")
    case Self.symbolicLink: Phrase(ru: "символическая ссылка", en: "a symbolic link")
    default: Phrase(ru: "ошибка системы \(code)", en: "system error \(code)")
    }
  }
}

extension SystemError.Operation {
  /// What was tried.
  var name: Phrase {
    switch self {
    case .append, .create, .write: Phrase(ru: "не удалось записать", en: "cannot write")
    case .flush: Phrase(ru: "не удалось сохранить на диск", en: "cannot flush")
    case .list, .read, .status: Phrase(ru: "не удалось прочитать", en: "cannot read")
    case .lock: Phrase(ru: "не удалось заблокировать", en: "cannot lock")
    case .makeFolder: Phrase(ru: "не удалось создать каталог", en: "cannot make the folder")
    case .remove: Phrase(ru: "не удалось удалить", en: "cannot remove")
    case .rename: Phrase(ru: "не удалось переименовать", en: "cannot rename")
    case .run: Phrase(ru: "не удалось запустить", en: "cannot run")
    case .setMode: Phrase(ru: "не удалось сменить права", en: "cannot change the permissions")
    case .truncate: Phrase(ru: "не удалось укоротить", en: "cannot truncate")
    }
  }
}

extension StoreError.Damage {
  /// What is wrong, in words.
  var words: Phrase {
    switch self {
    case .notAFolder: Phrase(ru: "это не каталог", en: "not a directory")
    case .notAFile: Phrase(ru: "это не файл", en: "not a file")
    case .badRecord(let sequence):
      Phrase(
        ru: "запись журнала \(sequence) не читается", en: "journal record \(sequence) is unreadable"
      )
    case .missingOperation(let sequence):
      Phrase(
        ru: "в журнале нет записей начиная с \(sequence)",
        en: "the journal lacks its records from \(sequence) on")
    }
  }
}
