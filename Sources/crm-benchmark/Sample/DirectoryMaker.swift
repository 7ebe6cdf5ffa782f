import CRMCore
import CRMModel

/// Makes a data directory of so many deals, and the same data as a script for `sqlite3`.
struct DirectoryMaker {
  let folder: String
  let deals: Int
  private let files = PosixSystem()

  var dataPath: String { "\(folder)/data" }
  var scriptPath: String { "\(folder)/tables.sql" }
  var tasksPath: String { "\(folder)/tasks.json" }
  var taskFolder: String { "\(folder)/task" }
  var picksPath: String { "\(folder)/picks" }
  var databasePath: String { "\(folder)/tables.db" }

  /// One company in this many more has no deal.
  private static let dealsPerIdleCompany = 200
  /// How many companies are written in one transaction.
  private static let batch = 2_000

  init(folder: String, deals: Int) {
    self.folder = folder
    self.deals = deals
  }

  func make() throws {
    let environment = WorkspaceEnvironment.machine(files)
    guard let scenario = Scenario.all.first(where: { $0.name == "restaurant" }) else {
      throw BenchmarkError("there is no scenario 'restaurant'")
    }
    try files.makeFolder(folder, mode: 0o700)
    try Workspace.create(
      at: dataPath, scenario: scenario, timeZone: nil, files: files, environment: environment)
    let workspace = try Workspace(
      path: dataPath, files: files, environment: environment, wait: .seconds(10))
    let pipelines = try workspace.read { (snapshot) throws(CRMError) in try snapshot.pipelines() }
    try write(to: workspace, pipelines.values.sorted { $0.id < $1.id })
  }

  private func write(to workspace: Workspace, _ pipelines: [Pipeline]) throws {
    var tables = try SampleTables(scriptPath, pipelines: pipelines)
    var tasks = try ScriptFile(tasksPath)
    var picks = ""
    var written = 0
    var number = 0
    while written < deals {
      var sales: [SampleSale] = []
      var idle: [Company] = []
      while written < deals, sales.count < Self.batch {
        number += 1
        let sale = SampleSale(number: number, pipelines: pipelines)
        written += sale.deals.count
        sales.append(sale)
        if number % max(deals / Pick.most, 1) == 0, let deal = sale.deals.first {
          picks += Pick(deal: deal.id.text, company: sale.company.id.text, name: deal.name).line
        }
        if number % Self.dealsPerIdleCompany == 0 {
          idle.append(SampleSale.idle(number: -number))
        }
      }
      try store(sales, idle, in: workspace)
      for sale in sales {
        try tables.insert(sale)
        for deal in sale.deals { try tasks.append(Self.taskwarriorLines(deal)) }
      }
      for company in idle { try tables.insert(company) }
    }
    try tables.finish()
    try tasks.flush()
    try files.createFile(picksPath, Array(picks.utf8), mode: 0o600)
  }

  /// The open tasks of a deal as `task import` takes them.
  private static func taskwarriorLines(_ deal: Deal) -> String {
    deal.openTasks.map { task in
      let value: JSONValue = [
        "description": .string("\(deal.name): \(task.action)"), "due": .string(task.due.text),
        "project": .string(task.assignee.text), "status": "pending",
      ]
      return String(decoding: JSONWriter.bytes(of: value, style: .compact), as: UTF8.self) + "\n"
    }.joined()
  }

  private func store(
    _ sales: [SampleSale], _ idle: [Company], in workspace: Workspace
  ) throws(CRMError) {
    try workspace.write(
      now: { _ in Instant(secondsSinceEpoch: SampleSale.now) ?? .first },
      user: Login(stored: "benchmark"), command: ["benchmark"], isDryRun: false
    ) { (transaction) throws(CRMError) in
      for sale in sales {
        try transaction.put(sale.company)
        try transaction.put(sale.contact)
        for deal in sale.deals { try transaction.put(deal) }
      }
      for company in idle { try transaction.put(company) }
    }
  }
}
