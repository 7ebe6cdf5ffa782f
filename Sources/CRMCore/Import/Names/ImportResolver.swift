import CRMModel

/// Finds out what the names of an export mean: by the mapping, else because they are known here.
struct ImportResolver {
  private var known: [PipelineID: NewPipeline]
  private let people: [String: String]
  private let currency: Currency
  private let format: ImportFormat
  private let logins: Set<String>
  private let given: ImportMapping
  private let mapping: ImportMapping
  private(set) var resolution = ImportResolution()
  /// What nobody knows; empty where everything is resolved.
  private(set) var unknown = ImportUnknown()
  private var created: [PipelineID: NewPipeline] = [:]
  private var identifiers: UniqueNames
  private var freeLogins: UniqueNames

  /// Resolves all names.
  ///
  /// `people` are those of the settings, names by login; `logins` is everybody who has worked here;
  /// `currency` is proposed for new pipelines.
  /// - Throws: `CRMError.usage` where the mapping names something that does not exist.
  init(
    _ names: ImportNames, mapping: ImportMapping, pipelines: [Pipeline], people: [String: String],
    logins: Set<Login>, currency: Currency
  ) throws(CRMError) {
    self.currency = currency
    format = names.format
    known = Dictionary(keepingFirst: pipelines.map { ($0.id, NewPipeline($0)) })
    self.people = people
    self.logins = Set(logins.map(\.text)).union(people.keys)
    given = mapping
    self.mapping = mapping.folded
    identifiers = UniqueNames(taken: known.keys.map(\.text))
    freeLogins = UniqueNames(taken: self.logins.union(mapping.people.values.map(\.text)))
    unknown.proposal = given
    for pipeline in names.pipelines { try resolve(pipeline) }
    for stage in names.mentioned.stages { try find(stage) }
    resolvePeople(names.people, mentioned: names.mentioned.people)
  }

  // MARK: Pipelines and stages

  private mutating func resolve(_ names: ImportNames.Pipeline) throws(CRMError) {
    guard var target = try target(of: names.name) else {
      unknown.pipelines.append(names.name)
      unknown.proposal.pipelines[names.name] = .create(proposal(for: names))
      return
    }
    let isNew = known[PipelineID(target.id)] == nil
    let mapped = mapping.stages[Folding.fold(names.name)] ?? [:]
    resolution.places[Folding.fold(names.name), default: [:]][""] = target.stages.first.map {
      .init(pipeline: PipelineID(target.id), stage: StageID($0.id))
    }
    for (name, closing) in names.stages {
      let stage = try stage(name, closing, mapped[Folding.fold(name)], in: &target, names.name)
      guard let stage else { continue }
      let place = ImportResolution.Place(
        pipeline: PipelineID(target.id), stage: StageID(stage.id))
      resolution.places[Folding.fold(names.name), default: [:]][Folding.fold(name)] = place
    }
    // What another pipeline of the export is mapped to as well must see the stages added here.
    if isNew {
      created[PipelineID(target.id)] = target
      resolution.newPipelines = created.values.sorted { $0.id < $1.id }
    } else {
      known[PipelineID(target.id)] = target
    }
  }

  /// Where a deal stood at the last import, if that is known; nobody is asked for it.
  private mutating func find(_ mentioned: ImportNames.MentionedStage) throws(CRMError) {
    let (pipeline, name) = (Folding.fold(mentioned.pipeline), Folding.fold(mentioned.name))
    guard resolution.places[pipeline]?[name] == nil, let target = try target(of: mentioned.pipeline)
    else { return }
    let stage =
      switch mapping.stages[pipeline]?[name] {
      case .known(let wanted)?: target.stage(named: wanted)
      case .create(let wanted)?: target.stages.first { $0.id == wanted.id }
      case nil: target.stage(named: mentioned.name, closing: mentioned.closing)
      }
    guard let stage else { return }
    resolution.places[pipeline, default: [:]][name] = ImportResolution.Place(
      pipeline: PipelineID(target.id), stage: StageID(stage.id))
  }

  /// What a pipeline of the export is here; `nil` where nobody knows it.
  private mutating func target(of name: String) throws(CRMError) -> NewPipeline? {
    switch mapping.pipelines[Folding.fold(name)] {
    case .known(let wanted)?:
      if let pipeline = pipeline(wanted) { return pipeline }
      throw .mapping(
        "pipelines.\(name).to",
        Phrase(
          ru: "нет воронки '\(wanted)'; есть: \(knownPipelines)",
          en: "there is no pipeline '\(wanted)'; there are \(knownPipelines)"))
    case .create(let wanted)?:
      let id = PipelineID(wanted.id)
      guard let existing = known[id] ?? created[id] else { return wanted }
      // The same mapping serves the next import, when the pipeline has been made.
      if Folding.fold(existing.name) == Folding.fold(wanted.name) { return existing }
      throw .mapping(
        "pipelines.\(name).create.id",
        Phrase(
          ru: "воронка '\(wanted.id)' уже есть: '\(existing.name)'",
          en: "there is a pipeline '\(wanted.id)' already: '\(existing.name)'"))
    case nil:
      return pipeline(name)
    }
  }

  private func pipeline(_ name: String) -> NewPipeline? {
    let wanted = Folding.fold(name)
    let sorted = known.merging(created) { first, _ in first }.values.sorted { $0.id < $1.id }
    return sorted.first { Folding.fold($0.id) == wanted }
      ?? sorted.first { Folding.fold($0.name) == wanted }
  }

  private var knownPipelines: String { known.keys.map(\.text).sorted().joined(separator: ", ") }

  /// What a stage is in a pipeline; `nil` where nobody knows it.
  private mutating func stage(
    _ name: String, _ closing: Stage.Kind?, _ mapped: ImportMapping.StageTarget?,
    in target: inout NewPipeline, _ pipeline: String
  ) throws(CRMError) -> NewStage? {
    switch mapped {
    case .known(let wanted)?:
      if let stage = target.stage(named: wanted) { return stage }
      let list = target.stages.map(\.id).joined(separator: ", ")
      throw .mapping(
        "stages.\(pipeline).\(name)",
        Phrase(
          ru: "в воронке '\(target.id)' нет этапа '\(wanted)'; есть: \(list)",
          en: "pipeline '\(target.id)' has no stage '\(wanted)'; it has \(list)"))
    case .create(let wanted)?:
      if let existing = target.stages.first(where: { $0.id == wanted.id }) {
        if Folding.fold(existing.name) == Folding.fold(wanted.name) { return existing }
        throw .mapping(
          "stages.\(pipeline).\(name).create.id",
          Phrase(
            ru: "этап '\(wanted.id)' уже есть: '\(existing.name)'",
            en: "there is a stage '\(wanted.id)' already: '\(existing.name)'"))
      }
      guard wanted.kind == .open else {
        throw .mapping(
          "stages.\(pipeline).\(name).create.kind",
          Phrase(
            ru: "добавить можно только открытый этап", en: "only an open stage can be added"))
      }
      add(wanted, to: &target)
      return wanted
    case nil:
      if let stage = target.stage(named: name, closing: closing) { return stage }
      unknown.stages.append((pipeline: pipeline, stage: name))
      let stage = NewStage(
        id: Self.identifier(of: name, among: target.stages), name: name, kind: .open)
      unknown.proposal.stages[pipeline, default: [:]][name] = .create(stage)
      // It is not made yet, but the next proposal must not have its id.
      target.stages.append(stage)
      return nil
    }
  }

  /// Adds a stage behind the open ones.
  private mutating func add(_ stage: NewStage, to target: inout NewPipeline) {
    let end = target.stages.firstIndex { $0.kind != .open } ?? target.stages.count
    target.stages.insert(stage, at: end)
    let id = PipelineID(target.id)
    if known[id] != nil { resolution.newStages.append((id, stage)) }
  }

  private mutating func proposal(for names: ImportNames.Pipeline) -> NewPipeline {
    var pipeline = NewPipeline(
      id: identifiers.next(Transliteration.slug(names.name, or: "pipeline")), name: names.name,
      stages: [])
    pipeline.currency = currency
    pipeline.lossReasons = names.lossReasons
    let open = names.stages.filter { $0.closing == nil }.map(\.name)
    var ids = UniqueNames(taken: ["won", "lost"])
    for name in format.inUsualOrder(open.isEmpty ? [NewPipeline.firstStage] : open) {
      pipeline.stages.append(
        NewStage(id: ids.next(Transliteration.slug(name, or: "stage")), name: name, kind: .open))
    }
    for kind in [Stage.Kind.won, .lost] {
      let name = names.stages.first { $0.closing == kind }?.name ?? format.closingNames[kind]
      pipeline.stages.append(
        NewStage(id: kind.rawValue, name: name ?? kind.rawValue, kind: kind))
    }
    return pipeline
  }

  private static func identifier(of name: String, among stages: [NewStage]) -> String {
    var ids = UniqueNames(taken: stages.map(\.id))
    return ids.next(Transliteration.slug(name, or: "stage"))
  }

  // MARK: People

  private mutating func resolvePeople(_ names: [String], mentioned: [String]) {
    let byName = Dictionary(
      keepingFirst: people.sorted { $0.key < $1.key }.map { (Folding.fold($0.value), $0.key) })
    let byLogin = Dictionary(keepingFirst: logins.sorted().map { (Folding.fold($0), $0) })
    for name in names {
      let folded = Folding.fold(name)
      if let login = mapping.people[folded] {
        resolution.people[folded] = login
        if people[login.text] == nil, resolution.newPeople[login.text] == nil {
          resolution.newPeople[login.text] = name
        }
      } else if let login = byName[folded] ?? byLogin[folded] {
        resolution.people[folded] = Login(stored: login)
      } else {
        unknown.people.append(name)
        unknown.proposal.people[name] = Login(stored: login(for: name))
      }
    }
    for name in mentioned.map(Folding.fold) where resolution.people[name] == nil {
      resolution.people[name] =
        mapping.people[name] ?? (byName[name] ?? byLogin[name]).map { Login(stored: $0) }
    }
  }

  /// A login for a person: the first word, with the initials of the others where somebody has that
  /// already, and a number where that does not help.
  private mutating func login(for name: String) -> String {
    let words = Transliteration.slug(name).split(separator: "-")
    guard let first = words.first else { return freeLogins.next("user") }
    if freeLogins.take(String(first)) { return String(first) }
    let initials = words.dropFirst().map { $0.prefix(1) }.joined()
    return freeLogins.next(initials.isEmpty ? String(first) : "\(first).\(initials)")
  }
}

extension CRMError {
  /// A mapping file that does not fit the data directory.
  static func mapping(_ place: String, _ problem: Phrase) -> CRMError {
    let shown = SafeText.visible(place)
    return .usage(
      Phrase(
        ru: "файл соответствий, '\(shown)': \(SafeText.visible(problem.ru))",
        en: "the mapping file, '\(shown)': \(SafeText.visible(problem.en))"),
      hints: [])
  }
}
