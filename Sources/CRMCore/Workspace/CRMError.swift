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

  /// What a reference can name.
  package enum Subject: String, Sendable {
    case company, contact, deal, task, pipeline, stage, user, department, operation, scenario
    case list
  }

  /// One of several things that a reference fits.
  package struct Candidate: Sendable {
    /// Its reference, which fits it alone.
    package let reference: String
    /// What it is called.
    package let name: String
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
