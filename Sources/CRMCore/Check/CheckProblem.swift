package import CRMModel

/// Something in the data directory that is not as the program leaves it.
package struct CheckProblem: Hashable, Sendable {
  /// What sort of problem it is; a repair is a step for one kind.
  package let kind: Kind
  /// Where, relative to the data directory; `.` for the directory itself.
  package let path: String
  /// What is wrong, in words, without anybody's data (R31).
  package let message: Phrase
  /// Whether it can be mended without guessing: from the journal, by a rename, by other permissions.
  package let isRepairable: Bool

  /// The kinds; their names are part of the command contract.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A document that cannot be understood.
    case damagedDocument = "damaged-document"
    /// A document that a newer version of the program wrote.
    case newerDocument = "newer-document"
    /// A document that the journal knows or the program needs, and that is not there.
    case missingDocument = "missing-document"
    /// A document in another place than the one that its id names.
    case misplacedDocument = "misplaced-document"
    /// A second document with the same id.
    case duplicateID = "duplicate-id"
    /// A reference to what is nowhere.
    case danglingReference = "dangling-reference"
    /// A payment chain whose links, parts or sums do not fit (R19 to R22).
    case brokenChain = "broken-chain"
    /// A paper whose sums, schedule, payments or shipments do not fit (R86).
    case brokenPaper = "broken-paper"
    /// A number that an elder paper of the type has (R74).
    case duplicateNumber = "duplicate-number"
    /// A history that is empty, has no beginning or is out of order.
    case brokenHistory = "broken-history"
    /// A document without events that the journal knows it had.
    case lostHistory = "lost-history"
    /// Tasks whose numbers do not fit.
    case brokenTasks = "broken-tasks"
    /// Too many contacts on a deal, one twice, or one of another company.
    case wrongContacts = "wrong-contacts"
    /// A file or folder that the system does not let us read.
    case unreadable
    /// A folder, pipe or the like where a file belongs.
    case notAFile = "not-a-file"
    /// A file or the like where a folder belongs.
    case notAFolder = "not-a-folder"
    /// A symbolic link; none is followed inside the data directory.
    case symbolicLink = "symbolic-link"
    /// A file among the documents that is none of them, such as an editor's copy.
    case foreignFile = "foreign-file"
    /// A file among those in the making that no command will clear away.
    case leftoverFile = "leftover-file"
    /// Files that others may read (R31).
    case permissions
    /// `.gitignore` does not keep this machine's own files out of git.
    case notIgnored = "not-ignored"
    /// The journal lacks operations, or one cannot be read.
    case journalDamaged = "journal-damaged"
    /// The catalog counts as right and says what the documents do not.
    case catalogWrong = "catalog-wrong"
    /// A value that is not the one that the document's own history ends with.
    case contradictsHistory = "contradicts-history"
    /// A key that nobody knows, one letter away from a known one that is absent.
    case misspeltKey = "misspelt-key"
    /// A document that is not as the program left it: changed or added by hand, by git or by a copy.
    case changedOutside = "changed-outside"
  }

  package init(_ kind: Kind, _ path: String, _ message: Phrase, isRepairable: Bool) {
    self.kind = kind
    self.path = SafeText.visible(path)
    self.message = message
    self.isRepairable = isRepairable
  }
}
