import Foundation

// libFuzzer runs the target that ASST_FUZZ_TARGET names. The name is not an argument, since
// libFuzzer starts itself again with its own arguments when it merges a corpus.

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ each: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

guard
  let target = ProcessInfo.processInfo.environment["ASST_FUZZ_TARGET"]
    .flatMap(FuzzTarget.init(rawValue:))
else {
  let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
  FileHandle.standardError.write(Data("Set ASST_FUZZ_TARGET to one of: \(names)\n".utf8))
  exit(2)
}

var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runDriver(&count, &arguments, target.function))
