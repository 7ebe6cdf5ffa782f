import CRMModel
import CommandLineKit

extension ValueParser where Value: NamedChoice, Value.AllCases == [Value] {
  /// One of the cases of an enumeration, spelled as its raw value or as people read it: what is shown
  /// may be typed, in either language.
  static func choice(of type: Value.Type, _ name: String) -> ValueParser {
    let exact = ValueParser.choice(of: type, name, among: Value.allCases)
    return ValueParser(exact.description) { (word) throws(ValueProblem) in
      do throws(ValueProblem) {
        return try exact.parse(word)
      } catch {
        let seen = SeenName.find(word, among: Value.allCases) { [$0.name.ru, $0.name.en] }
        guard let seen else { throw error }
        return seen
      }
    }
  }
}
