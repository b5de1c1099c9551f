import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// A file is sent from disk: what `asst` needs of memory does not grow with it.
@Suite(.inTurn) struct UploadMemoryTests {
  @Test func aLargeFileIsNeverInMemory() async throws {
    let emulator = try EmulatorProcess()
    let small = try await peak(ofFile: 1 << 20, emulator)
    let large = try await peak(ofFile: 256 << 20, emulator)
    #expect(small > 5_000 && large < small + 32_000, "\(small) and \(large) kB")
    await emulator.stop()
  }

  /// The most memory of an apply that sends a file of so many bytes, in kB, as the system tells whoever
  /// started the process.
  private func peak(ofFile size: Int, _ emulator: EmulatorProcess) async throws -> Int {
    let workspace = try Workspace(
      ["a.yaml": "vector_stores:\n  s\(size): { files: [large.txt] }\n", "large.txt": ""],
      baseURL: emulator.baseURL)
    try workspace.edit("asst.yaml", "project: test", "project: p\(size)")
    let file = workspace.folder.appending(path: "assistants/large.txt").path
    // Text, so that no check refuses it; the pattern costs the disk nothing to speak of.
    let settings = workspace.environment.filter { $0.key.hasPrefix("ASST_") }
      .map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    let run = try await Executable.shell(
      """
      PATH="$PATH:/usr/local/bin" \(settings) python3 - '\(Executable.asst.url.path)' '\(file)' \(size) <<'END'
      import resource, subprocess, sys
      program, path, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
      with open(path, "wb") as file:
          line = b"All work and no play makes a long text.\\n" * 1024
          while file.tell() < size:
              file.write(line)
      subprocess.run([program, "apply", "--yes", "--only", f"vector_stores.s{size}"], capture_output=True)
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
      END
      """, in: workspace.folder)
    let names = try await emulator.call(.get, "/files?purpose=assistants")
    #expect(names["data"]?.array?.count ?? 0 > 0, "\(run.errors)")
    return try #require(Int(run.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}
