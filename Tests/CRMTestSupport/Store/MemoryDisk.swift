import CRMCore
import CRMModel

/// The content of a disk in memory, as processes see it and as it would be after a power cut.
struct MemoryDisk {
  enum Write {
    case bytes([UInt8], at: Int)
    case size(Int)
  }

  enum NameChange {
    case add(String, Int)
    case remove(String)
    case move(String, String, Int)

    var folders: [String] {
      switch self {
      case .add(let path, _), .remove(let path): [MemoryDisk.parent(path)]
      case .move(let path, let newPath, _): [MemoryDisk.parent(path), MemoryDisk.parent(newPath)]
      }
    }
  }

  struct Node {
    var kind: FileStatus.Kind
    var mode: UInt32
    var bytes: [UInt8] = []
    var durable: [UInt8] = []
    var pending: [Write] = []
    var changed: Int64 = 0
    /// When the folder last changed in a way that a power cut does not take back.
    var durableChanged: Int64 = 0
  }

  var nodes: [Int: Node] = [0: Node(kind: .folder, mode: 0o755)]
  var names: [String: Int] = ["/": 0]
  private var durableNames: [String: Int] = ["/": 0]
  private var pendingNames: [(change: NameChange, time: Int64)] = []
  private var nextNode = 1
  /// The disk's clock; every change takes a millisecond.
  var time: Int64 = 0

  static func parent(_ path: String) -> String {
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  func node(_ path: String) -> (number: Int, node: Node)? {
    let path = path.hasSuffix("/.") ? String(path.dropLast(2)) : path
    guard let number = names[path], let node = nodes[number] else { return nil }
    return (number, node)
  }

  func children(_ path: String) -> [String] {
    let path = path.hasSuffix("/.") ? String(path.dropLast(2)) : path
    return names.keys.filter { $0 != "/" && Self.parent($0) == path }.sorted()
  }

  mutating func add(_ path: String, _ kind: FileStatus.Kind, mode: UInt32) {
    change(.add(path, nextNode))
    nodes[nextNode] = Node(kind: kind, mode: mode, changed: time, durableChanged: time)
    nextNode += 1
  }

  mutating func write(_ write: Write, to number: Int) {
    guard var node = nodes[number] else { return }
    Self.apply(write, to: &node.bytes)
    node.pending.append(write)
    time += 1
    node.changed = time
    nodes[number] = node
  }

  mutating func change(_ change: NameChange) {
    Self.apply(change, to: &names)
    time += 1
    pendingNames.append((change, time))
    for folder in change.folders {
      if let number = names[folder] { nodes[number]?.changed = time }
    }
  }

  mutating func flush(_ number: Int) {
    guard var node = nodes[number] else { return }
    for write in node.pending { Self.apply(write, to: &node.durable) }
    node.pending = []
    nodes[number] = node
  }

  /// What a failed flush does to the files at a path and below: what was to be written counts as
  /// written and can be read, and no later flush brings it to the device.
  mutating func giveUp(_ path: String) {
    for (name, number) in names where name == path || name.hasPrefix(path + "/") {
      nodes[number]?.pending = []
    }
  }

  mutating func flushFolder(_ path: String) {
    for (change, _) in pendingNames where change.folders.contains(path) { keep(change) }
    pendingNames.removeAll { $0.change.folders.contains(path) }
  }

  mutating func flushAll() {
    for number in nodes.keys { flush(number) }
    for (change, _) in pendingNames { keep(change) }
    pendingNames = []
  }

  private mutating func keep(_ change: NameChange) {
    Self.apply(change, to: &durableNames)
    for folder in change.folders {
      guard let number = names[folder], let node = nodes[number] else { continue }
      nodes[number]?.durableChanged = node.changed
    }
  }

  mutating func cutPower(_ cut: PowerCut) {
    var random = SplitMix64(seed: 0)
    if case .seeded(let seed) = cut { random = SplitMix64(seed: seed) }
    func isKept() -> Bool {
      switch cut {
      case .losesAll: false
      case .keepsAll: true
      case .seeded: Bool.random(using: &random)
      }
    }
    for number in nodes.keys.sorted() {
      guard var node = nodes[number] else { continue }
      node.bytes = node.durable
      for write in node.pending where isKept() {
        if case .seeded = cut, case .bytes(let bytes, let offset) = write,
          Int.random(in: 0..<3, using: &random) == 0
        {
          // Some blocks reached the device, others read as zeros.
          let whole = Int.random(in: 0...bytes.count, using: &random)
          let torn = bytes.prefix(whole) + [UInt8](repeating: 0, count: bytes.count - whole)
          Self.apply(.bytes(Array(torn), at: offset), to: &node.bytes)
        } else {
          Self.apply(write, to: &node.bytes)
        }
      }
      node.durable = node.bytes
      node.pending = []
      nodes[number] = node
    }
    // The time of a folder lasts with its names.
    for (change, time) in pendingNames where isKept() {
      Self.apply(change, to: &durableNames)
      for number in change.folders.compactMap({ names[$0] }) {
        nodes[number]?.durableChanged = time
      }
    }
    for (number, node) in nodes where node.kind == .folder {
      nodes[number]?.changed = node.durableChanged
    }
    pendingNames = []
    // What lay in a folder that did not last is gone with it; parents sort before what they hold.
    for path in durableNames.keys.sorted() where path != "/" {
      if durableNames[Self.parent(path)].flatMap({ nodes[$0]?.kind }) != .folder {
        durableNames[path] = nil
      }
    }
    names = durableNames
  }

  private static func apply(_ write: Write, to bytes: inout [UInt8]) {
    switch write {
    case .bytes(let new, let offset):
      if bytes.count < offset + new.count {
        bytes += [UInt8](repeating: 0, count: offset + new.count - bytes.count)
      }
      bytes.replaceSubrange(offset..<offset + new.count, with: new)
    case .size(let size):
      bytes = Array(bytes.prefix(size)) + [UInt8](repeating: 0, count: max(size - bytes.count, 0))
    }
  }

  private static func apply(_ change: NameChange, to names: inout [String: Int]) {
    switch change {
    case .add(let path, let number): names[path] = number
    case .remove(let path): names[path] = nil
    case .move(let path, let newPath, let number):
      for (inner, innerNumber) in names where inner.hasPrefix(path + "/") {
        names[inner] = nil
        names[newPath + inner.dropFirst(path.count)] = innerNumber
      }
      names[path] = nil
      names[newPath] = number
    }
  }
}
