import CRMCore
import CRMModel

/// Clients and leads, as many of each as there are deals elsewhere, and as many papers of their sales: made
/// once by the program that is measured, and the same as tables for `sqlite3`.
struct Trade {
  let count: Int
  let crm: String
  /// The data directory.
  let data: String
  /// The same for `sqlite3`.
  let database: String
  private let hasSQLite: Bool
  private let folder: String

  /// The sales: each has an order, an invoice and a payment.
  var sales: Int { (count + 2) / 3 }

  /// What is kept from one run to the next.
  init(_ count: Int, keep: String, crm: String, hasSQLite: Bool) {
    self.init(count, crm: crm, hasSQLite, folder: "\(keep)/trade-\(count)")
  }

  private init(_ count: Int, crm: String, _ hasSQLite: Bool, folder: String) {
    (self.count, self.crm, self.hasSQLite, self.folder) = (count, crm, hasSQLite, folder)
    (data, database) = ("\(folder)/data", "\(folder)/tables.db")
  }

  /// A copy that may be changed, which is not there before it is made.
  func copy(in work: String) -> Trade {
    Trade(count, crm: crm, hasSQLite, folder: "\(work)/trade")
  }

  /// Makes it where it is not.
  func make() throws {
    guard try PosixSystem().status(folder) == nil else { return }
    let new = Trade(count, crm: crm, hasSQLite, folder: "\(folder).new")
    try processes.run("rm", "-rf", new.folder)
    try processes.run("mkdir", "-p", new.folder)
    try new.fill()
    try processes.run("mv", new.folder, folder)
  }

  /// Makes the copy where it is not; documents are replaced by renaming and may be shared.
  func makeCopy(of kept: Trade) throws {
    guard try PosixSystem().status(folder) == nil else { return }
    try processes.run("mkdir", "-p", folder)
    try processes.run("cp", "-al", kept.data, data)
    try processes.run("rm", "-rf", "\(data)/local")
    try processes.run("cp", "-a", "\(kept.data)/local", "\(data)/local")
    if hasSQLite { try processes.run("cp", kept.database, database) }
    // A folder changed just now could still change within its tick, so commands would look into it anew.
    try processes.run("sleep", "2")
  }

  /// How programs are run on it.
  var processes: Processes {
    Processes([
      "CRM_DATA": data, "CRM_USER": "ivanov", "CRM_LANG": "en", "HOME": folder,
      "CRM_NOW": (Instant(secondsSinceEpoch: SampleSale.now) ?? .first).text,
    ])
  }

  // MARK: What there is, by its number

  func client(_ number: Int) -> String {
    let (venues, titles) = (SampleWords.venues, SampleWords.titles)
    let place = number % (venues.count * titles.count)
    return "\(venues[place % venues.count]) \(titles[place / venues.count]) \(number)"
  }

  func phone(_ number: Int) -> String { "+7495" + "\(10_000_000 + number)".dropFirst() }

  func order(_ number: Int) -> String { "З-\(number)" }
  func invoice(_ number: Int) -> String { "С-\(number)" }

  /// The ids of some leads, of the last ones first.
  func leads() throws -> [String] {
    let path = "\(folder)/leads"
    try processes.run(crm, "lead", "list", "--limit", "2000", "-q", output: path, isHeard: false)
    return String(decoding: try PosixSystem().readUserFile(path, limit: 1 << 20), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  // MARK: Making

  private func fill() throws {
    try processes.run(crm, "init", "--scenario", "1c", isHeard: false)
    let rows = 0..<count
    let clients = try file("clients.csv", from: "name,phone,email\n", of: rows) { number in
      "\(client(number)),\(phone(number)),info\(number)@example.com\n"
    }
    try processes.run(crm, "import", "csv", "company", clients, isHeard: false)
    // Every second one has called before.
    let leads = try file("leads.jsonl", of: rows) { number in
      #"{"source":"site","id":"f\#(number)","name":"Петр \#(number)","phone":"#
        + #""\#(phone(2 * number))","text":"Нужен сайт"}"# + "\n"
    }
    try processes.run(crm, "lead", "intake", leads, isHeard: false)
    for start in stride(from: 0, to: sales, by: 2_000) {
      let batch = try file("batch.jsonl", of: start..<min(start + 2_000, sales), sale)
      try processes.run(crm, "batch", batch, isHeard: false)
    }
    guard hasSQLite else { return }
    let script = try file(
      "tables.sql", from: SQLTrade.tables + "BEGIN;\n", to: "COMMIT;\n", of: rows, row)
    try processes.run("sqlite3", database, input: script)
    try processes.run("sqlite3", database, SQLTrade.indexes)
  }

  private func file(
    _ name: String, from head: String = "", to end: String = "", of numbers: Range<Int>,
    _ line: (Int) -> String
  ) throws -> String {
    let path = "\(folder)/\(name)"
    try processes.run("rm", "-f", path)
    var file = try ScriptFile(path)
    try file.append(head)
    for number in numbers { try file.append(line(number)) }
    try file.append(end)
    try file.flush()
    return path
  }

  /// The lines of a batch: every second order says when it is to be paid.
  private func sale(_ number: Int) -> String {
    let schedule = number % 2 == 0 ? ["--schedule", "50% today; 50% +14d"] : []
    let lines = [
      ["deal", "add", client(number), "--next", "Связаться с клиентом", "--due", "+1d"],
      [
        "order", "add", "--deal", client(number), "--number", order(number), "--date",
        "2026-10-01", "--line", "Монтаж; 1; 60000",
      ] + schedule,
      ["order", "confirm", order(number)],
      ["invoice", "add", "--order", order(number), "--number", invoice(number)],
      ["payment", "add", "--invoice", invoice(number), "--sum", "20000"],
    ]
    return lines.map { "[\($0.map { "\"\($0)\"" }.joined(separator: ","))]\n" }.joined()
  }

  /// The same as rows.
  private func row(_ number: Int) -> String {
    let name = ScriptFile.quoted(client(number))
    var rows = """
      INSERT INTO company(name, folded, phone, email)
        VALUES(\(name), lower(\(name)), '\(phone(number))', 'info\(number)@example.com');
      INSERT INTO lead(ext, name, phone) VALUES('f\(number)', 'Петр \(number)',
        '\(phone(2 * number))');

      """
    guard number < sales else { return rows }
    let paper = 3 * number
    rows += """
      INSERT INTO deal VALUES(\(number + 1), \(number + 1), \(name), 'ivanov', '2026-11-22');
      INSERT INTO paper VALUES
        (\(paper + 1), 'order', '\(order(number))', \(number + 1), NULL, 'confirmed', 6000000),
        (\(paper + 2), 'invoice', '\(invoice(number))', \(number + 1), \(paper + 1), 'draft', 6000000),
        (\(paper + 3), 'payment', 'П-\(number)', \(number + 1), \(paper + 2), 'received', 2000000);
      INSERT INTO line VALUES(\(paper + 1), 6000000), (\(paper + 2), 6000000);

      """
    if number % 2 == 0 {
      rows += """
        INSERT INTO part VALUES(\(paper + 1), 1, '2026-10-01', 3000000),
          (\(paper + 1), 2, '2026-10-15', 3000000);

        """
    }
    return rows
  }
}
