package import CRMModel

/// Everything that can keep a command from being done, without its wording.
package enum CRMError: Error, Sendable {
  /// A word of the command line is not what it should be (status 2).
  case usage(Phrase, hints: [Phrase] = [], unknown: UnknownWord? = nil)
  /// An option is missing whose value only the user can choose (status 2).
  case needs(option: String, Phrase, hints: [Phrase])
  /// A rule of the business refuses it (status 3).
  case refused(Refusal)
  /// The user may not do it (status 6).
  case notPermitted(Denial)
  /// Nothing has this name or id (status 4).
  case notFound(Subject, String, nearest: [String])
  /// A deal was named by a company that has none (status 4).
  case withoutDeal(CompanyID, String)
  /// A task was named by its deal, which has no open one (status 4).
  case withoutTask(Deal, reference: String)
  /// A line says no price, and neither does the price list; a line of no product has none (status 2).
  case withoutPrice(String, list: String?, Remedy)
  /// None of these stages has this name or id (status 4).
  case noStage(String, among: [Stage])
  /// The name or prefix fits several (status 4).
  case ambiguous(Subject, String, candidates: [Candidate])
  /// The store cannot be used or failed (status 5 or 74).
  case store(StoreError)
  /// A document is not what it should be (status 5).
  case document(path: String, DocumentError)
  /// The data directory or a document was written by a newer version (status 5).
  case newerFormat(path: String)
  /// The data directory's zone is not known to this machine (status 5).
  case zone(String)
  /// A deal of this id was put away (status 4).
  case deleted(DealID)
  /// The deal changed meanwhile (status 7).
  case revision(DealID, expected: Int, actual: Int)
  /// A check found something, which has been printed (status 1).
  case check
  /// The system failed outside of the store (status 74).
  case system(SystemError)
  /// The machines of the department cannot be brought together (status 5 or 74).
  case sync(SyncProblem)

  /// What a reference can name.
  package struct Subject: Hashable, Sendable {
    /// Its name in JSON.
    package let name: String
    /// That there is none.
    package let missing: Phrase
    /// How several are counted.
    package let things: CountedNoun
    /// The command that shows what there is.
    package let list: Remedy
    /// Its kind, where it is kept and listed.
    package let kind: Kind?

    private init(
      _ name: String, ru: String, en: String, _ things: CountedNoun, _ list: Remedy
    ) {
      self.name = name
      missing = Phrase(ru: ru, en: en)
      self.things = things
      self.list = list
      kind = nil
    }

    /// What is kept and listed.
    package init(_ kind: Kind) {
      name = kind.rawValue
      missing = kind.missing
      things = kind.things
      list = Remedy(kind.rawValue, "list")
      self.kind = kind
    }

    package static let company = Subject(.company)
    package static let contact = Subject(.contact)
    package static let deal = Subject(.deal)
    package static let task = Subject(.task)
    package static let pipeline = Subject(
      "pipeline", ru: "нет воронки", en: "no pipeline", .pipelines, Remedy("pipeline", "list"))
    package static let stage = Subject(
      "stage", ru: "нет этапа", en: "no stage", .stages, Remedy("pipeline", "list"))
    package static let user = Subject(
      "user", ru: "нет пользователя", en: "no user", .users, Remedy("user", "list"))
    package static let department = Subject(
      "department", ru: "нет отдела", en: "no department", .departments,
      Remedy("department", "list"))
    package static let role = Subject(
      "role", ru: "нет роли", en: "no role", .roles, Remedy("role", "list"))
    package static let operation = Subject(
      "operation", ru: "нет действия", en: "no operation", .operations, Remedy("log"))
    package static let scenario = Subject(
      "scenario", ru: "нет сценария", en: "no scenario", .scenarios, Remedy("scenario", "list"))
    package static let legal = Subject(
      "legal", ru: "нет юрлица", en: "no legal entity", .legalEntities, Remedy("company", "list"))
    package static let tag = Subject(
      "tag", ru: "нет метки", en: "no label", .tags, Remedy("tag", "list"))
    package static let text = Subject(
      "text", ru: "нет заготовки", en: "no text snippet", .texts, Remedy("text", "list"))
    package static let list = Subject(
      "list", ru: "нет списка", en: "no list", .lists, Remedy("list"))
  }

  /// One of several things that a reference fits.
  package struct Candidate: Sendable {
    /// Its reference, which fits it alone.
    package let reference: String
    /// What it is called, and what tells it apart.
    package let name: Phrase

    /// One by its reference.
    package init(reference: String, name: String, telling details: [Phrase] = []) {
      self.reference = reference
      self.name = ([Phrase(name)] + details).joined(separator: " · ")
    }
  }
}

/// Makes one request of the store and translates its error.
func fromStore<Result>(
  _ request: @autoclosure () throws(StoreError) -> Result
) throws(CRMError) -> Result {
  do throws(StoreError) { return try request() } catch { throw CRMError(error) }
}

extension CRMError: StoreErrorConvertible {
  package init(_ error: StoreError) { self = .store(error) }
}

extension CRMError {
  /// Runs an action of the model and passes its refusal on.
  package static func refusing<Result>(
    _ action: () throws(Refusal) -> Result
  ) throws(CRMError) -> Result {
    do {
      return try action()
    } catch {
      throw .refused(error)
    }
  }
}
