import ArgumentParser
import PlanRendering

/// In which form a plan is printed: the same for one that is made and one that was saved.
struct PlanFormatOptions: ParsableArguments {
  @Option(help: "How to print the plan.")
  var format = PlanFormat.terminal

  @Option(
    help: ArgumentHelp(
      "The most bytes that --format markdown prints; what has no room is counted, deletions last.",
      discussion:
        "\(MarkdownOptions.smallestSize) or more. \(MarkdownOptions.usualSize) when left out, which a pull request takes; a step summary takes 1048576.",
      valueName: "bytes"))
  var maxSize: Int?

  func validate() throws {
    guard let maxSize else { return }
    guard format == .markdown else {
      throw ValidationError("--max-size is for --format markdown.")
    }
    guard maxSize >= MarkdownOptions.smallestSize else {
      throw ValidationError("--max-size takes a number from \(MarkdownOptions.smallestSize).")
    }
  }
}
