import CRMCore
import CRMModel
import CommandLineKit

/// One run of one command: what was asked for, the opened data directory, and the output.
package final class Session {
  let world: World
  let options: GlobalOptions
  let language: Language
  /// The words of the command, for the log.
  let words: [String]
  /// The transaction of a batch that this command is a part of.
  private let outer: Transaction?
  /// Whether the batch that this command is a part of writes nothing.
  private let isDryRun: Bool
  private var opened: Workspace?
  let output: Output
  /// What a person sees of long work.
  let progress: ProgressBar?
  /// The line of a batch that an error comes from.
  var batchLine: Int?
  /// What was read from standard input, which several changes of one command may want.
  private var inputRead: [UInt8]?
  /// What the department's things can be asked for, for `--fields` and `--sort`; `nil` where there is no
  /// department, or none that can be read.
  private(set) lazy var schema: Schema? =
    try? read { (snapshot) throws(CRMError) in try snapshot.schema(viewpoint(snapshot)) }
  /// The same with the fields that nobody defined (R35).
  private lazy var schemaInUse: Schema? =
    try? read { (snapshot) throws(CRMError) in
      try snapshot.schema(viewpoint(snapshot), knowing: snapshot.fieldsInUse())
    }
  /// What this run has stored: operations by their ids, a new data directory by its path.
  var stored: [String] = []

  init(
    world: World, options: GlobalOptions, language: Language, words: [String], output: Output,
    outer: Transaction? = nil, isDryRun: Bool = false
  ) {
    self.world = world
    self.options = options
    self.language = language
    self.words = words
    self.output = output
    progress = ProgressBar(world, language)
    self.outer = outer
    self.isDryRun = isDryRun
  }

  /// The same run for one command of a batch; without a transaction it has one of its own.
  func part(
    words: [String], options: GlobalOptions, output: Output, in outer: Transaction?, isDryRun: Bool
  ) -> Session {
    Session(
      world: world, options: options, language: language, words: words, output: output,
      outer: outer, isDryRun: isDryRun)
  }

  /// The same run that prints elsewhere.
  func printing(to output: Output) -> Session {
    part(words: words, options: options, output: output, in: outer, isDryRun: isDryRun)
  }

  /// The same run with other fields to print.
  func printing(_ fields: [String]) -> Session {
    var options = options
    options.fields = fields
    return printing(with: options)
  }

  /// The same run with other options of every command.
  func printing(with options: GlobalOptions) -> Session {
    part(words: words, options: options, output: output, in: outer, isDryRun: isDryRun)
  }

  /// The same run as a part of a transaction, of which nobody sees more than what is noticed.
  func rehearsing(in transaction: Transaction) -> Session {
    var options = options
    options.format = .ids
    let nowhere = Output { (_) throws(SystemError) in }
    return part(words: words, options: options, output: nowhere, in: transaction, isDryRun: true)
  }

  /// What is found in what the department's things can be asked for: a word that means nothing else may be
  /// of a field that nobody defined, for which every document is looked at.
  func asked<Found>(_ find: (Schema) -> Found?) -> Found? {
    schema.flatMap(find) ?? schemaInUse.flatMap(find)
  }

  // MARK: The data directory

  /// Reads; inside of a batch, what the batch has changed so far.
  func read<Result>(
    _ body: (Snapshot) throws(CRMError) -> Result
  ) throws(CRMError) -> Result {
    if let outer { return try outer.reading { () throws(CRMError) in try body(outer) } }
    return try workspace().read { (snapshot) throws(CRMError) in
      snapshot.viewpoint = { [unowned snapshot] () throws(CRMError) in
        try self.viewpoint(snapshot)
      }
      return try body(snapshot)
    }
  }

  /// Reads, decides and writes; inside of a batch, as a part of its transaction.
  func write<Result>(
    _ options: WriteOptions, _ body: (Transaction) throws(CRMError) -> Result
  ) throws(CRMError) -> Result {
    if let outer { return try body(outer) }
    let isDryRun = options.isDryRun || isDryRun
    var operation: OperationID?
    let result = try workspace().write(
      now: now, user: try user(), enteredBy: login, command: words, isDryRun: isDryRun
    ) { (transaction) throws(CRMError) in
      let result = try body(transaction)
      if !isDryRun, try transaction.hasChanges() { operation = transaction.context.operation }
      return result
    }
    if let operation { stored.append(operation.text) }
    return result
  }

  /// Reads what is to be printed, and how values are shown.
  func readToShow<Result>(
    _ body: (Snapshot) throws(CRMError) -> Result
  ) throws(CRMError) -> (Result, Presentation) {
    try read { (snapshot) throws(CRMError) in (try body(snapshot), try presentation(snapshot)) }
  }

  /// Writes, and gives what is to be printed of it, and how values are shown.
  func writeToShow<Result>(
    _ options: WriteOptions, _ body: (Transaction) throws(CRMError) -> Result
  ) throws(CRMError) -> (Result, Presentation) {
    try write(options) { (transaction) throws(CRMError) in
      (try body(transaction), try presentation(transaction))
    }
  }

  /// Turns an operation back or forth: the one that is named, else the user's last.
  func turn(
    _ turn: Workspace.Turn, _ operation: String?, isDryRun: Bool
  ) throws(CRMError) -> LogEntry {
    let isDryRun = isDryRun || self.isDryRun
    let entry = try workspace().turn(
      turn, operation, now: now, user: try user(), enteredBy: login, command: words,
      isDryRun: isDryRun)
    if !isDryRun { stored.append(entry.id.text) }
    return entry
  }

  /// The opened data directory.
  func workspace() throws(CRMError) -> Workspace {
    if let opened { return opened }
    let workspace = try Workspace(
      path: dataPath(), files: world.files, environment: workspaceEnvironment,
      wait: .seconds(options.wait))
    opened = workspace
    tellOfLocks(workspace)
    return workspace
  }

  /// Says once a day where the lock may not keep other machines out.
  func tellOfLocks(_ workspace: Workspace) {
    guard let kind = workspace.kindWithoutLocks(now: world.now()) else { return }
    notice(
      Phrase(
        ru: "каталог данных лежит на \(kind): две машины могут писать туда одновременно и"
          + " испортить журнал; пишите с одной",
        en: "the data directory lies on \(kind): two machines may write there at once and damage"
          + " the journal; write from one"))
  }

  var workspaceEnvironment: WorkspaceEnvironment {
    WorkspaceEnvironment(
      zone: world.zone, random: world.random, now: world.now, concurrently: world.concurrently,
      aside: world.aside, progress: { [progress] in progress?.show($0) })
  }

  /// `--data`, else `$CRM_DATA`, else the nearest `.crm` in this folder or above, or the folder itself
  /// where that is a data directory, as a clone may be.
  private func dataPath() throws(CRMError) -> String {
    if let path = options.data ?? nonEmptyVariable("CRM_DATA") { return path }
    let start = world.currentFolder() ?? "."
    var folder = start
    while true {
      let here = folder == "/" ? "/" : "\(folder)/"
      let candidate = here + DataDirectory.defaultName
      do throws(SystemError) {
        if try world.files.status(candidate) != nil { return candidate }
        // A pipeline may be called `crm` too.
        if try world.files.status(here + DataDirectory.formatPath) != nil,
          try world.files.status(here + DataDirectory.pipelinesFolder) != nil
        {
          return folder
        }
      } catch {
        throw .system(error)
      }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { break }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    throw .store(.noDataDirectory("\(start)/\(DataDirectory.defaultName)"))
  }

  /// A path that does not depend on where the process happens to be.
  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(world.currentFolder() ?? ".")/\(path)"
  }

  func nonEmptyVariable(_ name: String) -> String? {
    world.environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Standard input, up to a limit.
  func input() throws(SystemError) -> [UInt8] {
    if let inputRead { return inputRead }
    let bytes = try world.readInput(1 << 20)
    inputRead = bytes
    return bytes
  }

  /// All of a file, or of standard input for `-`, up to a limit of bytes.
  func bytes(of file: String, limit: Int) throws(CRMError) -> [UInt8] {
    do throws(SystemError) {
      return try file == "-" ? world.readInput(limit) : world.readFile(file, limit)
    } catch {
      throw .system(error)
    }
  }

  /// The same of a text, without the byte order mark that other systems put in front.
  func text(of file: String, limit: Int) throws(CRMError) -> [UInt8] {
    try bytes(of: file, limit: limit).withoutMark
  }

  // MARK: Who and when

  /// The operating system's login.
  var login: Login { Login(stored: world.login()) }

  /// In whose name: `--as`, else `$CRM_USER`, else the operating system's login.
  ///
  /// Reading is free; whether a login may write as somebody else is judged where it does.
  func user() throws(CRMError) -> Login {
    if let user = options.user { return user }
    guard let name = nonEmptyVariable("CRM_USER") else { return login }
    return try value(of: "CRM_USER") { () throws(ValueError) in try Login(parsing: name) }
  }

  /// `--now`, else `$CRM_NOW`, else the real clock; in a batch, the batch's moment.
  func now(_ zone: TimeZoneRules) throws(CRMError) -> Instant {
    if let outer { return outer.context.now }
    var expression = options.now
    if expression == nil, let text = nonEmptyVariable("CRM_NOW") {
      expression = try value(of: "CRM_NOW") { () throws(ValueError) in
        try TimeExpression(parsing: text)
      }
    }
    let real = world.now()
    guard let expression else { return real }
    return try value(of: "--now") { () throws(ValueError) in
      try expression.resolve(now: real, zone: zone, dayMeans: .start)
    }
  }

  /// The moment by which «today» and «overdue» are judged.
  func clock(_ snapshot: Snapshot) throws(CRMError) -> AuditClock {
    let zone = try snapshot.zone()
    return AuditClock(now: try now(zone), zone: zone)
  }

  /// Whose eyes the command sees with.
  func viewpoint(_ snapshot: Snapshot) throws(CRMError) -> Viewpoint {
    Viewpoint(clock: try clock(snapshot), user: try user(), enteredBy: login)
  }

  /// Names the option or variable whose value is none.
  func value<Result>(
    of name: String, _ parse: () throws(ValueError) -> Result
  ) throws(CRMError) -> Result {
    do throws(ValueError) {
      return try parse()
    } catch {
      throw .usage(
        Phrase(ru: "\(name): \(error.problem.ru)", en: "\(name): \(error.problem.en)"), hints: [])
    }
  }
}
