import CRMCore
import CRMModel
import CommandLineKit

extension Session {
  /// Whether every record that a line names is there, and only one, and a folder to be made is not; so it
  /// is taken to be where nothing can be read.
  func knowsNames(_ line: [String]) -> Bool {
    let values = CommandTree.program.readPartial(line).values
    let folders = values.filter {
      $0.parameter.isArgument && $0.parameter.value?.kind == "directory"
    }
    for (_, path) in folders where (try? world.files.status(absolute(path))) != nil { return false }
    do throws(CRMError) {
      try read { (snapshot) throws(CRMError) in
        for (parameter, word) in values {
          let kind = parameter.value.flatMap { LiveKind(rawValue: $0.kind) }
          if kind == .deal { _ = try snapshot.deal(word) }
          if kind == .company { _ = try snapshot.company(word) }
          if kind == .contact { _ = try snapshot.contact(word) }
          if kind == .task { _ = try snapshot.task(word) }
          if kind == .pipeline { _ = try snapshot.pipeline(named: word) }
          if kind == .stage { _ = try snapshot.stages(called: word) }
          let type = PaperType.all.first { $0.noun == parameter.value?.kind }
          if let type { _ = try snapshot.paper(word, type) }
          if kind == .list { _ = try snapshot.savedList(named: word, for: user()) }
        }
      }
      return true
    } catch {
      return ErrorReport(error).code.status != 4
    }
  }
}
