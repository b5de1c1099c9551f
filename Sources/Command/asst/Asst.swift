import ArgumentParser
import AsstCommands

@main
enum Asst {
  static func main() async {
    StandardStreams.outliveTheirReaders()
    await AsstCommand.main()
  }
}
