import CRMCommands
import CRMCore

/// The program as a process: builds the real world, runs the tool, exits.
///
/// SwiftPM calls the entry point of an executable so. It is declared here, not made by `@main`, for the
/// sake of its parameters: the standard library reads the words from a file, and finds none where no
/// more files can be opened.
@c(crm_main)
func main(_ count: Int32, _ words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
  let system = PosixSystem()
  let all = (0..<Int(count)).compactMap { words[$0].map { String(cString: $0) } }
  // Without a name the kernel puts an empty one in its place.
  let arguments = all.isEmpty || all == [""] ? nil : Array(all.dropFirst())
  system.leave(Tool.run(World(arguments, system)))
}
