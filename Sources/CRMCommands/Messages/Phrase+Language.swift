import CRMModel
import CommandLineKit

extension Phrase {
  /// The phrase as a help has it.
  var text: Text { Text(ru: ru, en: en) }

  /// The phrase in one language.
  subscript(language: Language) -> String {
    switch language {
    case .ru: ru
    case .en: en
    }
  }
}
