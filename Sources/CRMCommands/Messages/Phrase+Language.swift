import CRMModel
import CommandLineKit

extension Phrase {
  /// The phrase in one language.
  subscript(language: Language) -> String {
    switch language {
    case .ru: ru
    case .en: en
    }
  }
}
