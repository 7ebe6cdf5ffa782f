public import CRMModel

/// A department's data directory, for programs of its own: with what stands beside it here, all that
/// the library offers.
///
/// Reading and changing hold the directory's lock for as long as the body runs, so keep bodies short.
/// Rules, rights, journal and undo are those of the command line, because they are the same code.
public struct DepartmentData: Sendable {
  private let workspace: Workspace
  private let user: Login

  /// Opens a data directory.
  ///
  /// - Parameters:
  ///   - path: The folder that `crm init` made, usually `.crm`.
  ///   - user: The login in whose name the program works; its rights are judged as anybody's.
  ///   - seconds: How long to wait for another writer.
  /// - Throws: ``LibraryError`` where there is none, or no such login can be.
  public init(at path: String, user: String, wait seconds: Int = 10) throws(LibraryError) {
    let system = PosixSystem()
    (workspace, self.user) = try LibraryError.telling { () throws(CRMError) in
      let login: Login
      do throws(ValueError) { login = try Login(parsing: user) } catch {
        throw .usage(error.problem)
      }
      let workspace = try Workspace(
        path: path, files: system, environment: .machine(system), wait: .seconds(seconds))
      return (workspace, login)
    }
  }

  /// Reads one state of the data: nobody's change is seen by halves.
  ///
  /// - Throws: ``LibraryError``, what the body throws included.
  public func read<Result>(
    _ body: (DepartmentReading) throws(LibraryError) -> Result
  ) throws(LibraryError) -> Result {
    try LibraryError.telling { () throws(CRMError) in
      try workspace.read { (snapshot) throws(CRMError) in
        try CRMError.carrying { () throws(LibraryError) in
          try body(DepartmentReading(snapshot))
        }
      }
    }
  }

  /// Changes the data: all that the body does is one operation, kept whole or not at all, and taken
  /// back by one `crm undo`.
  ///
  /// - Parameters:
  ///   - words: What `crm log` tells of it, such as `["site", "order", "17"]`.
  ///   - body: Reads, decides and changes.
  /// - Throws: ``LibraryError``; nothing has changed then.
  /// - Returns: What the body returns.
  public func change<Result>(
    _ words: [String], _ body: (DepartmentChange) throws(LibraryError) -> Result
  ) throws(LibraryError) -> Result {
    let now = workspace.environment.now()
    return try LibraryError.telling { () throws(CRMError) in
      try workspace.write(now: { _ in now }, user: user, command: words, isDryRun: false) {
        (transaction) throws(CRMError) in
        try CRMError.carrying { () throws(LibraryError) in
          try body(DepartmentChange(transaction))
        }
      }
    }
  }

  /// The operations after one that is known already, oldest first, as `crm log` shows them: a program
  /// that remembers the last id follows what happens.
  ///
  /// All that the journal remembers come where the id is not among them.
  public func operations(after known: OperationID? = nil) throws(LibraryError) -> [LogEntry] {
    let newestFirst = try read { (reading) throws(LibraryError) in try reading.log() }
    return newestFirst.prefix { $0.id != known }.reversed()
  }
}

/// What a program can ask of one state of the data.
public struct DepartmentReading {
  private let snapshot: Snapshot

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// The company of an id or a name, as on the command line.
  public func company(_ reference: String) throws(LibraryError) -> Company {
    try LibraryError.telling { () throws(CRMError) in try snapshot.company(reference) }
  }

  /// The contact of an id or a name.
  public func contact(_ reference: String) throws(LibraryError) -> Contact {
    try LibraryError.telling { () throws(CRMError) in try snapshot.contact(reference) }
  }

  /// The deal of an id or a name.
  public func deal(_ reference: String) throws(LibraryError) -> Deal {
    try LibraryError.telling { () throws(CRMError) in try snapshot.deal(reference) }
  }

  /// The pipeline of an id or a name.
  public func pipeline(_ reference: String) throws(LibraryError) -> Pipeline {
    try LibraryError.telling { () throws(CRMError) in try snapshot.pipeline(named: reference) }
  }

  /// What lists know of every deal, in no order; cheap for a hundred thousand.
  public func deals() throws(LibraryError) -> [any DealFacts] {
    try LibraryError.telling { () throws(CRMError) in Array(try snapshot.index([.deal]).deals) }
  }

  /// What lists know of every company, in no order.
  public func companies() throws(LibraryError) -> [CompanyRecord] {
    try LibraryError.telling { () throws(CRMError) in
      try snapshot.index([.company]).companies.map(\.record)
    }
  }

  func log() throws(LibraryError) -> [LogEntry] {
    try LibraryError.telling { () throws(CRMError) in try snapshot.log() }
  }
}

/// What a program can change.
public struct DepartmentChange {
  private let transaction: Transaction

  init(_ transaction: Transaction) { self.transaction = transaction }

  /// The data as it is now, with what this change did already.
  public var now: DepartmentReading { DepartmentReading(transaction) }

  /// Adds a company.
  public func add(company name: String, _ edit: CardEdit<Company>) throws(LibraryError) -> Company {
    try LibraryError.telling { () throws(CRMError) in
      let id = try transaction.newIdentifier(Company.self)
      let made = edit.add(id: id, name: name, in: transaction.context)
      return try kept(made, edit)
    }
  }

  /// Adds a contact of a company.
  public func add(
    contact name: String, of company: Company, _ edit: CardEdit<Contact>
  ) throws(LibraryError) -> Contact {
    try LibraryError.telling { () throws(CRMError) in
      let id = try transaction.newIdentifier(Contact.self)
      let made = edit.add(id: id, company: company.id, name: name, in: transaction.context)
      return try kept(made, edit)
    }
  }

  /// Adds a deal of a company, with its contacts, at the first stage of a pipeline; `detail` sets what
  /// else it starts with.
  public func add(
    dealOf company: Company, in pipeline: Pipeline, _ detail: (inout AddDeal) -> Void
  ) throws(LibraryError) -> Deal {
    try LibraryError.telling { () throws(CRMError) in
      var action = AddDeal(id: try transaction.newIdentifier(Deal.self))
      detail(&action)
      return try transaction.put(transaction.apply(action, company, pipeline)).deal
    }
  }

  /// Does to a deal what a command does: `MoveDeal`, `SetTask`, `EditDeal`, `CloseDeal`, and others.
  public func apply(_ action: some DealAction, to deal: Deal) throws(LibraryError) -> Deal {
    try LibraryError.telling { () throws(CRMError) in
      try transaction.put(transaction.apply(action, to: transaction.dealCase(deal))).deal
    }
  }

  private func kept<Subject: Card & Document>(
    _ made: Subject, _ edit: CardEdit<Subject>
  ) throws(CRMError) -> Subject {
    if let mistake = edit.mistake(in: made) { throw .usage(mistake.problem) }
    return try kept(made)
  }

  private func kept<Kind: Document>(_ entity: Kind) throws(CRMError) -> Kind {
    try transaction.put(entity)
    return entity
  }
}

/// Why something was not done: what the command line would have said.
public struct LibraryError: Error, Sendable {
  /// What the rules of the business refuse, with all that is missing; `nil` for another reason.
  public let refusal: Refusal?
  let error: CRMError

  /// Runs what the library does inside, and tells of its errors.
  static func telling<Result>(
    _ body: () throws(CRMError) -> Result
  ) throws(LibraryError) -> Result {
    do throws(CRMError) { return try body() } catch { throw LibraryError(error) }
  }

  private init(_ error: CRMError) {
    self.error = error
    if case .refused(let refusal) = error { self.refusal = refusal } else { refusal = nil }
  }
}

extension LibraryError: CustomStringConvertible {
  /// In English, for a log.
  public var description: String {
    switch error {
    case .refused(let refusal):
      ([refusal.message] + refusal.missing.map(\.message)).map(\.en).joined(separator: "; ")
    case .usage(let problem, _, _): problem.en
    default: "\(error)"
    }
  }
}

extension CRMError {
  /// Lets an error of a body through the library.
  fileprivate static func carrying<Result>(
    _ body: () throws(LibraryError) -> Result
  ) throws(CRMError) -> Result {
    do throws(LibraryError) { return try body() } catch { throw error.error }
  }
}
