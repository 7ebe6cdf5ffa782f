/// What every part of the store works with.
struct StoreContext: Sendable {
  let fileSystem: any FileSystem
  let layout: StoreLayout
  let access: StoreAccess
  let limits: StoreLimits
}
