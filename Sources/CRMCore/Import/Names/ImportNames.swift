import CRMModel

/// The names of an export that have to mean something here, each once, in the order in which they
/// came.
struct ImportNames {
  /// A pipeline with its stages.
  struct Pipeline {
    let name: String
    fileprivate(set) var stages: [(name: String, closing: Stage.Kind?)] = []
    /// Why its deals were lost; none where these are too many for a dictionary.
    fileprivate(set) var lossReasons: [String] = []
  }

  private(set) var pipelines: [Pipeline] = []
  private(set) var people: [String] = []
  /// What is of use only where it is known: stages and people of rows that say something else now.
  private(set) var mentioned: (stages: [MentionedStage], people: [String]) = ([], [])

  /// A stage that a row stood at before.
  struct MentionedStage {
    let name: String
    let closing: Stage.Kind?
    let pipeline: String
  }

  private var positions: [String: Int] = [:]
  private var seenStages: Set<[String]> = []
  private var seenReasons: Set<[String]> = []
  private var seenPeople: Set<String> = []
  private var seenMentions: Set<String> = []

  /// Whether these can still be the names of somebody's pipelines, and not of something else.
  var isPlausible: Bool { seenStages.count <= 1_000 }

  /// By which the names were understood.
  let format: ImportFormat

  init(_ format: ImportFormat) { self.format = format }

  mutating func need(stage: String, closing: Stage.Kind? = nil, of pipeline: String) {
    let key = [Folding.fold(pipeline), Folding.fold(stage)]
    guard seenStages.insert(key).inserted else { return }
    pipelines[need(pipeline: pipeline)].stages.append((stage, closing))
  }

  /// Where no stage is said, the first one is meant.
  @discardableResult
  mutating func need(pipeline: String) -> Int {
    let position = positions[Folding.fold(pipeline), default: pipelines.count]
    if position == pipelines.count {
      positions[Folding.fold(pipeline)] = position
      pipelines.append(Pipeline(name: pipeline))
    }
    return position
  }

  /// Notes why a deal of a pipeline that is needed was lost.
  mutating func note(lossReason: String, of pipeline: String) {
    let key = Folding.fold(pipeline)
    guard let position = positions[key], seenReasons.count <= Self.mostReasons,
      seenReasons.insert([key, Folding.fold(lossReason)]).inserted
    else { return }
    pipelines[position].lossReasons.append(lossReason)
    if seenReasons.count > Self.mostReasons {
      for index in pipelines.indices { pipelines[index].lossReasons = [] }
    }
  }

  mutating func mention(_ stage: String, closing: Stage.Kind?, of pipeline: String) {
    let key = ["", Folding.fold(pipeline), Folding.fold(stage)]
    guard seenStages.insert(key).inserted else { return }
    mentioned.stages.append(MentionedStage(name: stage, closing: closing, pipeline: pipeline))
  }

  mutating func mention(person: String?) {
    guard let person, !seenPeople.contains(Folding.fold(person)),
      seenMentions.insert(Folding.fold(person)).inserted
    else { return }
    mentioned.people.append(person)
  }

  private static let mostReasons = 100

  /// Whoever stands in a table of one's own by a login is known, unless there are users, of whom one is meant.
  mutating func need(people: [String?], _ asksForLogins: Bool) {
    for name in people.compactMap(\.self)
    where !format.isOwnTable || asksForLogins || (try? Login(parsing: name)) == nil {
      need(person: name)
    }
  }

  mutating func need(person: String?) {
    guard let person, seenPeople.insert(Folding.fold(person)).inserted else { return }
    people.append(person)
  }
}
