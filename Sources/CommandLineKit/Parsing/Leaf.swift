/// A command that can run, after its declarations were built.
struct Leaf<Action>: Sendable {
  let parameters: [ParameterDescription]
  let rules: [ParameterRule]
  let build: @Sendable ([Assignment]) throws(Fault) -> Action
}
