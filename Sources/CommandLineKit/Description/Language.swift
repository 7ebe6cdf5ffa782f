/// A language in which help and usage errors are written.
package enum Language: String, CaseIterable, Sendable {
  case ru
  case en
}
