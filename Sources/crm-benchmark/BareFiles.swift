import CRMCore

/// The least that keeping so many documents can cost: write each under another name and rename it.
struct BareFiles {
  let folder: String
  let count: Int

  func write() throws(SystemError) {
    let files = PosixSystem()
    // As long as the document of a new deal.
    let content = [UInt8](repeating: UInt8(ascii: "x"), count: 1_200)
    try files.makeFolder(folder, mode: 0o700)
    for number in 0..<count {
      let path = "\(folder)/\(number)"
      try files.createFile(path + ".new", content, mode: 0o600)
      try files.rename(path + ".new", to: path)
    }
    try files.flushFileSystem(folder)
  }
}
