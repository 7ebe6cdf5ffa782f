/// What is measured of clients, leads and papers.
struct TradeOperations {
  let kept: Trade
  let copy: Trade
  let runs: Int
  let hasSQLite: Bool

  /// What only reads.
  var reading: [Operation] {
    var leads: [String] = []
    return [
      operation("lead show", [.ratio(2)]) {
        ["lead", "show", leads[$0 * 7 % leads.count], "--json"]
      } statement: {
        SQLTrade.lead($0 * 7 + 1)
      },
      operation("order show", [.ratio(2)]) {
        ["order", "show", kept.order(sale($0)), "--json"]
      } statement: {
        SQLTrade.order(kept.order(sale($0)))
      },
      operation("deal papers", [.ratio(2)]) {
        ["deal", "papers", kept.client(sale($0)), "--json"]
      } statement: {
        SQLTrade.papers(of: kept.client(sale($0)))
      },
      operation("audit with papers", [.ratio(0.4), .peak(64)], statuses: [0, 1]) { _ in
        ["audit", "--summary", "--json"]
      } statement: { _ in
        SQLTrade.audit
      },
      operation("dupes", [.milliseconds(5_000), .peak(256)]) { _ in ["dupes", "--json"] },
    ].map { operation in
      var operation = operation
      operation.setUp = {
        try kept.make()
        leads = try kept.leads()
      }
      return operation
    }
  }

  /// What changes the copy: one command after the other, each as durable as the other side's.
  var writing: [Operation] {
    var leads: [String] = []
    return [
      operation("company add", [.ratio(2)], of: copy, runs: 3 * runs) {
        ["company", "add", "Новый \($0)", "--phone", "+7498\(1_000_000 + $0)", "--json"]
      } statement: {
        SQLTrade.addCompany("Новый \($0)", phone: "+7498\(1_000_000 + $0)")
      },
      operation("lead accept", [.ratio(2)], of: copy, runs: 3 * runs) {
        [
          "lead", "accept", leads[$0 % leads.count], "--new-company", "Принят \($0)", "--next",
          "Связаться с клиентом", "--due", "+1d", "--json",
        ]
      } statement: {
        SQLTrade.accept($0 + 1)
      },
      operation("payment add", [.ratio(2)], of: copy, runs: 3 * runs) {
        ["payment", "add", "--invoice", kept.invoice(sale($0)), "--sum", "100", "--json"]
      } statement: {
        SQLTrade.pay(kept.invoice(sale($0)))
      },
    ].map { operation in
      var operation = operation
      operation.setUp = {
        try kept.make()
        try copy.makeCopy(of: kept)
        leads = try kept.leads()
      }
      return operation
    }
  }

  /// Another sale for each run, as long as there are enough.
  private func sale(_ run: Int) -> Int { run * 37 % kept.sales }

  /// A command of ours against a statement of `sqlite3`.
  private func operation(
    _ name: String, _ lines: [Line], of trade: Trade? = nil, runs: Int? = nil,
    statuses: Set<Int32> = [0], _ words: @escaping (Int) -> [String],
    statement: ((Int) -> String)? = nil
  ) -> Operation {
    let statement = hasSQLite ? statement : nil
    let database = (trade ?? kept).database
    return Operation(
      name: name, rivalName: statement == nil ? "" : "sqlite3", lines: lines,
      runs: runs ?? self.runs,
      ours: { run in
        var command = Command([kept.crm] + words(run))
        command.isHeard = false
        return command
      },
      rival: statement.map { statement in
        { Command(["sqlite3", "-json", database, statement($0)]) }
      }, statuses: statuses)
  }
}
