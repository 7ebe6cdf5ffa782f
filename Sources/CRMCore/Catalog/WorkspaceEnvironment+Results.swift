import Synchronization

extension WorkspaceEnvironment {
  /// The results of so many pieces of work, in their order, on all cores.
  func results<Result: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) -> Result
  ) -> [Result] {
    let slots = ResultSlots<Result>(count: count)
    concurrently(count) { slots.set($0, work($0)) }
    return slots.values.compactMap { $0 }
  }

  /// The results of the same work on several things, in their order, on all cores; its progress is
  /// told where it has a name.
  func results<Item: Sendable, Result: Sendable>(
    of items: [Item], for name: WorkProgress.Work? = nil,
    _ work: @escaping @Sendable (Item) throws(CRMError) -> Result
  ) throws(CRMError) -> [Result] {
    let done = Atomic(0)
    let found = results(items.count) { [progress] place in
      let result = Swift.Result { () throws(CRMError) in try work(items[place]) }
      let count = done.wrappingAdd(1, ordering: .relaxed).newValue
      if let name { progress(WorkProgress(name, count, of: items.count)) }
      return result
    }
    return try found.map { (result) throws(CRMError) in try result.get() }
  }
}
