import ArgumentParser
import AsstCommands

@main
enum Asst {
  static func main() async {
    StandardStreams.outliveTheirReaders()
    let arguments = CommandLine.arguments.dropFirst()
    if let problem = CommandSpelling.problem(in: arguments, of: AsstCommand.self) {
      AsstCommand.exit(withError: problem)
    }
    await AsstCommand.main()
  }
}
