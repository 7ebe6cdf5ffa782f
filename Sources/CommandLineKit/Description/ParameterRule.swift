/// A relation between options of one command, named by any of their spellings.
package enum ParameterRule: Hashable, Sendable {
  /// One of them must be given, and no second.
  case exactlyOne([String])
  /// At least one of them must be given.
  case atLeastOne([String])
  /// Two of them cannot be given together.
  case atMostOne([String])
  /// The first is meaningless without the second.
  case needs(String, String)
  /// The option stands in place of these arguments: either it or all of them.
  case replaces(String, [String])

  /// What it speaks of.
  package var names: [String] {
    switch self {
    case .exactlyOne(let names), .atLeastOne(let names), .atMostOne(let names): names
    case .needs(let name, let needed): [name, needed]
    case .replaces(let name, let arguments): [name] + arguments
    }
  }
}
