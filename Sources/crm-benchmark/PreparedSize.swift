import CRMCore

/// The data of one size, made once and kept, or a copy of it that may be changed.
struct PreparedSize {
  /// The data directory that is measured.
  private(set) var data: String
  /// The same data for `sqlite3`.
  private(set) var database: String
  /// The open tasks for `task`.
  private(set) var taskFolder: String
  /// Whether there are tasks for `task`: data made where it was not installed has none.
  let hasTasks: Bool
  /// Deals that commands name.
  let picks: [Pick]
  private let kept: DirectoryMaker
  private let work: String

  init(
    deals: Int, keep: String, work: String, hasSQLite: Bool, hasTaskwarrior: Bool,
    _ processes: Processes
  ) throws {
    let files = PosixSystem()
    kept = DirectoryMaker(folder: "\(keep)/deals-\(deals)", deals: deals)
    if try files.status(kept.folder) == nil {
      let new = DirectoryMaker(folder: kept.folder + ".new", deals: deals)
      try processes.run("rm", "-rf", new.folder)
      // A process of its own: what it holds in memory would count for all that are started here.
      try processes.run(Processes.ownPath, "make", new.folder, "\(deals)")
      try processes.run("mv", new.folder, kept.folder)
    }
    if hasSQLite, try files.status(kept.databasePath) == nil {
      let new = kept.databasePath + ".new"
      try processes.run("rm", "-f", new)
      try processes.run("sqlite3", new, input: kept.scriptPath)
      try processes.run("mv", new, kept.databasePath)
    }
    hasTasks =
      try hasTaskwarrior
      && (files.status(kept.taskFolder) != nil || files.status(kept.tasksPath) != nil)
    if hasTasks, try files.status(kept.taskFolder) == nil {
      let new = kept.taskFolder + ".new"
      try processes.run("rm", "-rf", new)
      try processes.run("mkdir", new)
      let importing = Taskwarrior(folder: new).command(["import", kept.tasksPath])
      guard try processes.measure(importing).status == 0 else {
        throw BenchmarkError("'task import' failed")
      }
      try processes.run("mv", new, kept.taskFolder)
    }
    data = kept.dataPath
    database = kept.databasePath
    taskFolder = kept.taskFolder
    self.work = work
    try processes.run("mkdir", "-p", work)
    let lines = String(
      decoding: try files.readUserFile(kept.picksPath, limit: 1 << 24), as: UTF8.self)
    picks = lines.split(separator: "\n").compactMap { Pick($0) }
    guard !picks.isEmpty else { throw BenchmarkError("'\(kept.picksPath)' names no deal") }
  }

  func pick(_ number: Int) -> Pick { picks[number % picks.count] }

  /// A file beside the copy.
  func path(_ name: String) -> String { "\(work)/\(name)" }

  /// The copy, which is not there before it is made.
  var copy: PreparedSize {
    var copy = self
    copy.data = path("data")
    copy.database = path("tables.db")
    copy.taskFolder = path("task")
    return copy
  }

  /// Makes the copy where that has not been done.
  ///
  /// Documents are replaced by renaming and may be shared; what is written in place may not.
  func makeCopy(_ processes: Processes) throws {
    let files = PosixSystem()
    guard try files.status(copy.data) == nil else { return }
    if try files.status(kept.databasePath) != nil {
      try processes.run("cp", kept.databasePath, copy.database)
    }
    if hasTasks { try processes.run("cp", "-a", kept.taskFolder, copy.taskFolder) }
    try processes.run("cp", "-al", kept.dataPath, copy.data)
    try processes.run("rm", "-rf", "\(copy.data)/local")
    try processes.run("cp", "-a", "\(kept.dataPath)/local", "\(copy.data)/local")
  }
}
