import CRMCore
import CRMModel
import CommandLineKit

extension ValueParser where Value == AutomationRule {
  /// A rule of a pipeline, as an object in JSON.
  static func rule(_ name: String) -> ValueParser {
    .model(name, "rule") { (word) throws(ValueError) in try AutomationRule(parsing: word) }
  }
}

extension ValueParser where Value == StageTask {
  /// A task of a stage, as an object in JSON.
  static func stageTask(_ name: String) -> ValueParser {
    .model(name, "stage-task") { (word) throws(ValueError) in try StageTask(parsing: word) }
  }
}

extension ValueParser where Value == StageGoal {
  /// A goal of a stage, as an object in JSON.
  static func goal(_ name: String) -> ValueParser {
    .model(name, "goal") { (word) throws(ValueError) in try StageGoal(parsing: word) }
  }
}

extension ValueParser where Value == StageRequirement {
  /// What a stage may require (R44).
  static func requirement(_ name: String) -> ValueParser {
    .model(name, "requirement", .live("requirement")) { (word) throws(ValueError) in
      try StageRequirement(parsing: word)
    }
  }
}
