extension Dictionary {
  /// A dictionary of pairs of which, where a key comes twice, the first one counts.
  package init(keepingFirst pairs: some Sequence<(Key, Value)>) {
    self.init(pairs) { first, _ in first }
  }
}
