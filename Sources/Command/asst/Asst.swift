import ArgumentParser
import AsstCommands

@main
enum Asst {
  static func main() async { await AsstCommand.main() }
}
