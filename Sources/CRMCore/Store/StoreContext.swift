/// What every part of the store works with.
struct StoreContext: Sendable {
  let fileSystem: any FileSystem
  let layout: StoreLayout
  let access: StoreAccess
  let limits: StoreLimits

  /// Whether other machines write these documents too, by clocks of their own.
  var isOneOfSeveral: Bool { ((try? fileSystem.status("\(layout.root)/.git")) ?? nil) != nil }
}
