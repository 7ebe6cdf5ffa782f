package import CRMModel

/// What the names of an export mean here: the file that the user fills in.
///
/// Names are compared folded (R5); a name that the export does not have is no error, so that one file
/// serves many exports.
package struct ImportMapping: Hashable, Sendable {
  /// What a pipeline of the export is here.
  package enum PipelineTarget: Hashable, Sendable {
    /// The pipeline of this id or name.
    case known(String)
    /// A new one.
    case create(NewPipeline)
  }

  /// What a stage of the export is here.
  package enum StageTarget: Hashable, Sendable {
    /// The stage of this id or name.
    case known(String)
    /// A new one at the end of the open stages.
    case create(NewStage)
  }

  /// What the file is of, where that is said (`crm import guess`).
  package var kind: Kind?
  /// Keys of fields by the names of columns; `nil` for a column that is left out.
  package var columns: [String: String?] = [:]
  /// Pipelines by their names in the export.
  package var pipelines: [String: PipelineTarget] = [:]
  /// Stages by the names of pipeline and stage in the export.
  package var stages: [String: [String: StageTarget]] = [:]
  /// Logins by the names of people in the export.
  package var people: [String: Login] = [:]

  /// A mapping of nothing.
  package init() {}

  /// The same with its names folded, for looking them up.
  var folded: ImportMapping {
    func fold<Value>(_ names: [String: Value]) -> [String: Value] {
      // Of two names that are the same when folded, the first in the order of code points counts.
      Dictionary(
        keepingFirst: names.sorted { $0.key < $1.key }.map { (Folding.fold($0.key), $0.value) })
    }
    var mapping = self
    mapping.pipelines = fold(pipelines)
    mapping.stages = fold(stages.mapValues(fold))
    mapping.people = fold(people)
    return mapping
  }
}
