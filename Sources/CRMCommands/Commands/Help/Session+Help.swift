import CRMCore
import CRMModel
import CommandLineKit

/// Help pages.
extension Session {
  /// Prints the page of a command or a topic; no words are the program itself.
  func printHelp(_ path: [String]) throws(CRMError) {
    let program = CommandTree.program
    if path.count == 1, let topic = path.first.flatMap(program.topic) {
      return try printHelp(topic)
    }
    let page: HelpPage
    do throws(UsageError) { page = try program.find(path) } catch { throw .parse(error) }
    try output.append(page.text(language, width: helpWidth))
  }

  /// Prints the page of a topic.
  func printHelp(_ topic: HelpTopic) throws(CRMError) {
    let isAboutStages = topic.name == HelpTopic.stages.name
    let whole = isAboutStages ? topic.explaining(try knownPipelines()) : topic
    try output.append(whole.text(language, width: helpWidth))
  }

  /// The pipelines of the data directory; where none can be read, those that `init` would make.
  private func knownPipelines() throws(CRMError) -> [Pipeline] {
    let own = try? read { (snapshot) throws(CRMError) in try snapshot.sortedPipelines() }
    if let own { return own }
    return try Scenario.all.first { $0.name == Init.usualScenario }?.pipelines() ?? []
  }

  private var helpWidth: Int {
    nonEmptyVariable("COLUMNS").flatMap { Int($0) } ?? world.terminalWidth() ?? 80
  }
}
