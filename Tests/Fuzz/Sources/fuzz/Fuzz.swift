import CRMCommands
import CRMCore
import CRMModel
import CRMTestDisk
import Glibc

/// What is fed with the fuzzer's inputs; `$CRM_FUZZ` chooses.
///
/// Nothing is expected of a result but what is stated: a trap, a failed precondition, too much time
/// or too much memory is what the fuzzer looks for.
enum Fuzz: String {
  case arguments, values, csv, document, journal, expression

  func feed(_ bytes: [UInt8]) {
    switch self {
    case .arguments: arguments(bytes)
    case .values: values(String(decoding: bytes, as: UTF8.self))
    case .csv: csv(bytes)
    case .document: document(bytes)
    case .journal: journal(bytes)
    case .expression: expression(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// A command line, one word a line; behind an empty line, what standard input holds.
  private func arguments(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let words = lines.prefix { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    let input = Array(lines.dropFirst(words.count + 1).joined(separator: [0x0A]))
    let machine = Machine.prepared.copy
    let status = machine.run(words, input: input)
    precondition((0...7).contains(status) || status == 74, "status \(status)")
  }

  private func values(_ text: String) {
    if let money = try? Money.parse(text, currency: .rub) {
      precondition((try? Money.parse(money.decimalText, currency: .rub)) == money)
    }
    if let expression = try? TimeExpression(parsing: text) {
      let zone = TimeZoneRules.fixed(seconds: 10_800, identifier: "Europe/Moscow")
      for now in [Instant.first, .last] {
        _ = try? expression.resolve(now: now, zone: zone, dayMeans: .end)
      }
    }
    if let phone = try? PhoneNumber(typed: text) {
      precondition((try? PhoneNumber(typed: phone.typed)) == phone)
    }
    _ = try? EmailAddress(parsing: text)
    _ = try? TaxNumber(parsing: text)
    let folded = Folding.fold(text)
    precondition(Folding.fold(folded) == folded)
    precondition(!SafeText.visible(text).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  /// A filter of each kind of thing (R38): it is understood, or refused; a name in it may be unknown.
  private func expression(_ text: String) {
    let machine = Machine.prepared.copy
    for kind in ["deal", "company", "contact", "task"] {
      let status = machine.run([kind, "list", "--where", text])
      precondition([0, 2, 4].contains(status), "\(kind): status \(status)")
    }
  }

  private func csv(_ bytes: [UInt8]) {
    guard let file = try? ExportedDeals(ImportTable(bytes: bytes)) else { return }
    let machine = Machine.prepared
    let workspace = try? Workspace(
      path: "/data", files: machine.disk, environment: machine.environment, wait: .zero)
    _ = try? workspace?.write(
      now: { _ in .first }, user: Login(stored: "anna"), command: [], isDryRun: true
    ) { (transaction) throws(CRMError) in
      _ = try file.run(in: transaction, ImportOptions(creates: true))
    }
  }

  private func document(_ bytes: [UInt8]) {
    let machine = Machine.prepared.copy
    machine.disk.edit(machine.deal, bytes)
    if let deal = try? Deal(bytes: bytes) {
      precondition((try? Deal(bytes: deal.bytes(keeping: []))) == deal)
    }
    for words in [["fsck"], ["audit"], ["deal", "list"], ["deal", "show", "Бар"]] {
      let status = machine.run(words)
      precondition((0...5).contains(status), "\(words): status \(status)")
    }
  }

  /// The journal is read whole, and goes on: what was read before a commit is read behind it.
  private func journal(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let machine = Machine.prepared.copy
    machine.disk.edit("/data/local/journal/00000001.log", Array(bytes.dropFirst()))
    if first & 1 == 0 { machine.disk.edit("/data/local/state", nil) }
    for words in [["log"], ["fsck"], ["undo"], ["company", "add", "Кафе"], ["fsck", "--repair"]] {
      let status = machine.run(words)
      precondition((0...5).contains(status), "\(words): status \(status)")
    }
  }
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let name = getenv("CRM_FUZZ"), let fuzz = Fuzz(rawValue: String(cString: name)) else {
    fatalError("CRM_FUZZ must name what to feed")
  }
  fuzz.feed(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
