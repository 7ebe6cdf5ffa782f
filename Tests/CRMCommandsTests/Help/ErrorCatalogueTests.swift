import CRMTestSupport
import XCTest

/// `CRM_RECORD=1 swift test --filter ErrorCatalogueTests` writes the page anew and fails.
final class ErrorCatalogueTests: XCTestCase {
  func testThePageIsThatOfTheTranscripts() throws {
    try RecordedFile("Sources/CRMCore/CRMCore.docc/ErrorCatalogue.md").check(ErrorCatalogue().text)
  }

  func testEveryErrorOfTheSourcesIsShown() throws {
    let lines = try ErrorCatalogue().lines
    let errors = try SourceText.all().filter(\.isErrorWords)
    let sources = RecordedFile("Sources").url.path
    XCTAssertGreaterThan(errors.count, 400, "the sources are read")
    for error in errors where !lines.contains(where: error.isShown) {
      guard Self.notShown[error.shown] == nil else { continue }
      recordFailure(
        withDescription: "'\(error.shown)' is in no transcript errors-*.txt: add a refused command "
          + "that prints it ($$ …), or say in ErrorCatalogueTests why there is none",
        inFile: "\(sources)/\(error.file)", atLine: error.line, expected: true)
    }
    for (words, _) in Self.notShown {
      let known = errors.filter { $0.shown == words }
      XCTAssertFalse(known.isEmpty, "'\(words)' is not said any more: take it off the list")
      XCTAssertFalse(
        known.allSatisfy { error in lines.contains(where: error.isShown) },
        "'\(words)' is shown: take it off the list")
    }
  }

  /// Words that no transcript can show, in both languages, and why.
  private static let notShown: [String: String] = {
    let reasons: [(why: String, words: [String])] = [
      (
        "only a failing disk says it: FullDiskTests, PermissionTests, the store's fault tests",
        [
          "permission denied", "нет доступа", "input/output error", "ошибка устройства",
          "a symbolic link", "символическая ссылка", "system error …", "ошибка системы …",
          "cannot flush", "не удалось сохранить на диск", "cannot remove", "не удалось удалить",
          "cannot rename", "не удалось переименовать", "cannot truncate", "не удалось укоротить",
          "cannot change the permissions", "не удалось сменить права", "слишком большой",
          "cannot run", "не удалось запустить",
          "…: no path of a document", "…: не путь документа", "not a file", "это не файл",
          "the journal lacks its records from … on", "в журнале нет записей начиная с …",
        ]
      ),
      (
        "what a hand or another machine changed says it: UndoTests",
        ["…: документ '…' с тех пор изменился", "…: '…' has changed since"]
      ),
      (
        "told beside the answer of a command that goes in: errors-leads",
        [
          "line …: '…' is no …, it is kept in a field '…'",
          "строка …: '…' не годится как …, оставлено в поле '…'",
        ]
      ),
      (
        "no command names such a kind",
        ["из таблицы не берут: …", "no table is taken in of …"]
      ),
      (
        "only what is too large for a transcript: the tests of the readers and of the import",
        [
          "…: larger than … bytes", "…: больше … байт", "more than … bytes", "больше … байт",
          "nested deeper than …", "вложенность глубже …", "the row has more than … bytes",
          "строка длиннее … байт", "the row has too many cells", "слишком много ячеек",
          "the workbook has no sheet '…'; it has …", "в книге нет листа '…'; есть: …",
          "the file has more than … MiB", "файл больше … МиБ", "too many words: …, at most …",
          "слишком много слов: …, возможно до …",
          "the name of column … has more than … characters", "имя столбца … длиннее … знаков",
          "a stage, a pipeline or a person's name has more than 200 characters",
          "этап, воронка или имя человека длиннее 200 знаков",
          "more than 1000 names of pipelines and stages; look at the columns of the file",
          "в столбцах воронки и этапа больше 1000 разных имен; проверьте столбцы файла",
          " and … more", " и еще …", "there can be no more than … …",
          "there are at most 200 checks", "проверок не больше 200",
          "there are more than 1000 keys", "ключей больше 1000",
        ]
      ),
      (
        "an answer says it of a line, and no command is refused: lead-intake.txt",
        ["это не запись JSON или CSV", "this is no record of JSON or CSV"]
      ),
      (
        "an import prints it and goes on: paper-money.txt, product.txt, PaymentImportTests, "
          + "PaymentMatchingTests",
        [
          "плательщик неизвестен", "the payer is not known", "неоплаченных счетов нет",
          "счет уже оплачен", "the invoice is paid already",
          "этот документ введен с другой суммой; отмените и загрузите выписку еще раз",
          "this document was entered with another sum; cancel that and import once more",
          "no invoice is open", "сумма больше, чем осталось", "the sum is more than is left",
          "подходит не один счет", "not one invoice fits", "счет — другого клиента",
          "the invoice is another client's",
        ]
      ),
      (
        "an undo of one operation among others: PaperBalanceTests",
        [
          "…: из авансов клиента вернули или зачли больше, чем останется",
          "…: more of the client's advances was paid back or used than would be left",
        ]
      ),
      (
        "the name of a choice, of which errors-papers.txt shows another one: DealAmountTests",
        ["вручную", "by hand", "по заказам", "from its orders"]
      ),
      (
        "only a document that was changed by hand holds it: PaperLineTests, PaperTreeTests",
        [
          "у строки нет цены или ставки", "the line has no price or rate",
          "цена пишется так: retail 2026-11-28 1200 RUB",
          "a price is written as retail 2026-11-28 1200 RUB",
        ]
      ),
      (
        "the command line refuses it earlier; who uses the library meets it",
        [
          "…: the deal is deleted", "…: сделка удалена", "…: there is no such task",
          "…: такой задачи нет", "a budget cannot be negative: …",
          "бюджет не может быть отрицательным: …", "cannot assign deal '…'",
          "нельзя передать сделку '…'", "cannot change the contacts of deal '…'",
          "нельзя изменить контакты сделки '…'", "the deal's stage is unknown",
          "этап сделки неизвестен", "…: sums in two currencies are never added",
          "…: суммы в разных валютах не складываются",
          "no expressions here", "выражения здесь не понимают",
          "not a moment; write 2026-11-21T16:00:00Z or with an offset +03:00",
          "это не момент времени; годится 2026-11-21T16:00:00Z или с поясом +03:00",
          "the document was written by a newer version of crm (…)",
          "документ записан более новой версией crm (…)",
        ]
      ),
      (
        "no transcript holds a line break inside of a word: ValueTypeTests",
        ["one line is expected here", "здесь одна строка"]
      ),
      (
        "no command reads it, and crm fsck tells of it: CheckConfigurationTests",
        ["nobody reads a format '…'; there are …", "формата '…' никто не читает; есть: …"]
      ),
      (
        "no transcript is without words: ProcessTests, StatusTests",
        [
          "слова команды", "их нет",
        ]
      ),
      (
        "nothing of this kind fits several, or is looked for",
        [
          "a check"
        ]
      ),
    ]
    return Dictionary(
      uniqueKeysWithValues: reasons.flatMap { reason in reason.words.map { ($0, reason.why) } })
  }()
}

extension SourceText {
  /// Whether it is a wording of an error, not of a notice, a finding or a help text.
  fileprivate var isErrorWords: Bool {
    guard wording != nil, texts.contains(where: { $0.contains(where: \.isLetter) }),
      !isIn(["Notice"]), !isUnder(label: "asks"),
      file != "CRMCore/Import/Names/ImportMapping+JSON.swift" || isIn(["error", ".error"])
    else { return false }
    let makers: Set = [
      "Refusal", "ValueError", ".usage", "Missing", "ValueProblem", "RowProblem", "DocumentError",
    ]
    let places = [
      "CRMModel/Actions/", "CRMModel/Requirements/", "CRMModel/People/People+Changes",
      "CRMModel/People/People+Rights", "CRMModel/Values/Day", "CRMModel/Values/EmailAddress",
      "CRMModel/Values/Instant",
      "CRMModel/Values/Money", "CRMModel/Values/PhoneNumber", "CRMModel/Values/TaxNumber",
      "CRMModel/Values/Time", "CRMModel/Values/WorkHours", "CRMModel/Entities/Login",
      "CRMModel/Pipelines/BudgetBounds", "CRMCore/Documents/",
      "CRMCore/Import/", "CRMCore/JSON/", "CRMCore/Store/", "CRMCore/System/", "CRMCore/Tables/",
      "CRMCore/Workspace/",
      "CRMCommands/Messages/ErrorReport", "CRMCommands/Messages/SystemError",
      "CommandLineKit/Parsing/", "CommandLineKit/Shell/",
    ]
    return isIn(makers) && !file.hasPrefix("CRMCore/Check/")
      || places.contains(where: file.hasPrefix) && !isIn(["asking", ".asking"])
  }
}
