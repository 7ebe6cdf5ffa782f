import CRMModel
import CommandLineKit

/// Pipelines with the same stages, explained together: most departments sell several things one way.
struct StageGroup {
  private let pipelines: [Pipeline]

  /// The pipelines in their order, those with the same stages joined.
  static func all(of pipelines: [Pipeline]) -> [StageGroup] {
    var groups: [[Pipeline]] = []
    for pipeline in pipelines {
      let same = groups.firstIndex { $0.first?.stages.map(\.name) == pipeline.stages.map(\.name) }
      if let same { groups[same].append(pipeline) } else { groups.append([pipeline]) }
    }
    return groups.map { StageGroup(pipelines: $0) }
  }

  /// The pipelines by name.
  var title: String {
    pipelines.map { "\(shown($0.name)) (\($0.id.text))" }.joined(separator: ", ")
  }

  /// One item a stage.
  var items: [HelpTopic.Item] {
    (pipelines.first?.stages.indices ?? 0..<0).map { place in
      let stages = pipelines.map { (pipeline: $0, stage: $0.stages[place]) }
      let name = stages[0].stage.name
      return HelpTopic.Item(
        "\(shown(name)) (\(stages[0].stage.id.text))", asked(stages) ?? Self.nothing)
    }
  }

  private static let nothing = Text(ru: "ничего", en: "nothing")

  /// What the stage asks for; what only some of the pipelines ask for names them.
  private func asked(_ stages: [(pipeline: Pipeline, stage: Stage)]) -> Text? {
    var phrases: [Phrase] = []
    var askers: [Phrase: [String]] = [:]
    let asked = stages.map { ($0.pipeline, $0.pipeline.asks(for: $0.stage)) }
    // Place by place, so that different bounds of one thing stand together.
    for place in 0..<(asked.map(\.1.count).max() ?? 0) {
      for (pipeline, own) in asked where place < own.count {
        let phrase = own[place]
        if askers[phrase] == nil { phrases.append(phrase) }
        askers[phrase, default: []].append(shown(pipeline.name))
      }
    }
    let parts = phrases.map { phrase in
      let names = askers[phrase] ?? []
      let suffix = names.count == pipelines.count ? "" : " (\(names.joined(separator: ", ")))"
      return Text(ru: shown(phrase.ru) + suffix, en: shown(phrase.en) + suffix)
    }
    guard !parts.isEmpty else { return nil }
    return Text(
      ru: parts.map(\.ru).joined(separator: "; "), en: parts.map(\.en).joined(separator: "; "))
  }

  private func shown(_ text: String) -> String { SafeText.visible(text) }
}

extension Pipeline {
  /// Everything that a stage asks for, in the order of the document.
  func asks(for stage: Stage) -> [Phrase] {
    let start = stage.from.flatMap(self.stage).map {
      Phrase(ru: "начиная с этапа «\($0.name)»", en: "from stage «\($0.name)» on")
    }
    return [start].compactMap(\.self)
      + stage.requires.compactMap { Requirement.named($0)?.asks(self, stage) }
      + stage.own.map { Phrase(ru: $0.words, en: $0.words) }
  }
}
