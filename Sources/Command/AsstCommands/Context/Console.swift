import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a command writes and what it may ask: data to standard output, all else to standard error.
struct Console: Sendable {
  enum Stream: Sendable { case output, error }

  let write: @Sendable (String, Stream) -> Void
  /// Reads one line from the person; nil at the end of input.
  let readLine: @Sendable () -> String?
  /// Whether a person sits at both ends, so that questions make sense.
  let isInteractive: Bool
  let coloursOutput: Bool
  let coloursError: Bool
  let isQuiet: Bool
  /// The columns of the terminal that data goes to; nil for a file or a pipe.
  let outputWidth: Int?
  /// The columns of the terminal that messages go to; nil for a file or a pipe.
  let errorWidth: Int?
  /// Where progress is drawn; nil without a terminal for messages, and where nobody wants any.
  var liveLine: LiveLine?

  static func live(environment: [String: String], allowsColour: Bool, isQuiet: Bool) -> Console {
    let colour = wantsColour(environment, isAllowed: allowsColour)
    let liveLine =
      !isQuiet && isatty(STDERR_FILENO) != 0 && canRedraw(environment)
      ? LiveLine { StandardStream.write($0, to: STDERR_FILENO) } : nil
    return Console(
      write: { text, stream in
        let descriptor = stream == .output ? STDOUT_FILENO : STDERR_FILENO
        guard let liveLine else { return StandardStream.write(text, to: descriptor) }
        liveLine.making { StandardStream.write(text, to: descriptor) }
      },
      readLine: { Swift.readLine() },
      isInteractive: isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0,
      coloursOutput: colour && isatty(STDOUT_FILENO) != 0,
      coloursError: colour && isatty(STDERR_FILENO) != 0,
      isQuiet: isQuiet, outputWidth: terminalWidth(of: STDOUT_FILENO),
      errorWidth: terminalWidth(of: STDERR_FILENO), liveLine: liveLine)
  }

  /// The same console with what is for people on standard error alone, where data for programs has
  /// standard output for itself.
  var withPeopleOnError: Console {
    Console(
      write: { [write] text, _ in write(text, .error) }, readLine: readLine,
      isInteractive: isInteractive, coloursOutput: coloursError, coloursError: coloursError,
      isQuiet: isQuiet, outputWidth: errorWidth, errorWidth: errorWidth, liveLine: liveLine)
  }

  /// Whether a terminal gets colours: not with `--no-color`, not with a `NO_COLOR` that is not empty
  /// (https://no-color.org), and not when it says that it can only print.
  static func wantsColour(_ environment: [String: String], isAllowed: Bool) -> Bool {
    isAllowed && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// Whether a terminal can draw over a line: not one that can only print, and not that of a pipeline,
  /// which keeps all that is drawn in its log.
  static func canRedraw(_ environment: [String: String]) -> Bool {
    let pipeline = environment["CI"] ?? ""
    return !["dumb", "", nil].contains(environment["TERM"])
      && (pipeline.isEmpty || pipeline == "false")
  }

  private static func terminalWidth(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Data: what the command is asked for.
  func print(_ text: StyledText) { write(text.rendered(colour: coloursOutput), .output) }

  /// Data for programs, as it is.
  func printRaw(_ text: String) { write(text, .output) }

  /// What goes on, for a person; `--quiet` leaves it out.
  func note(_ text: StyledText) {
    if !isQuiet { write(text.rendered(colour: coloursError), .error) }
  }

  /// What a person has to know in any case: failures, and what was left undone.
  func tell(_ text: StyledText) { write(text.rendered(colour: coloursError), .error) }

  func note(_ line: String) { note(StyledText(line + "\n")) }

  /// Draws over the line of progress, where there is one; never so wide that the terminal breaks it, since
  /// what it broke could not be drawn over.
  func draw(_ line: String) {
    let safe = TerminalSafety.visibleOnOneLine(line)
    liveLine?.draw(DisplayWidth.cut(safe, to: max(1, (errorWidth ?? 80) - 1)))
  }

  /// Findings, with their count at the end.
  func show(_ diagnostics: [Diagnostic]) {
    let told = toldOf(diagnostics)
    guard !told.isEmpty else { return }
    var text = DiagnosticRenderer.renderFolded(told, width: errorWidth)
    if told.count > 1, let summary = DiagnosticRenderer.summary(of: told) {
      text.line(summary, .strong)
    }
    write(text.rendered(colour: coloursError), .error)
  }

  /// The findings that a person is told: with `--quiet` only errors.
  func toldOf(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics
  }

  /// Asks and returns the trimmed answer; nil when there is nobody to ask.
  func ask(_ question: String) -> String? {
    guard isInteractive else { return nil }
    write(TerminalSafety.visible(question), .error)
    guard let answer = readLine() else {
      write("\n", .error)
      return nil
    }
    return String(answer.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// Whole texts to a descriptor, with nothing kept back in a buffer.
enum StandardStream {
  /// A reader that went away (`| head`) ends the output, not the command. Data that cannot be written
  /// for another reason, such as a full disk, must not pass for success.
  static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeBytes(descriptor, $0) }
      let code = errno
      if count > 0 {
        rest.removeFirst(count)
      } else if code == EAGAIN {
        // Somebody else made the stream non-blocking: wait until it takes more.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if code != EINTR {
        guard descriptor == STDOUT_FILENO, code != EPIPE else { return }
        let reason = String(cString: strerror(code))
        write("error: standard output cannot be written: \(reason)\n", to: STDERR_FILENO)
        exit(1)
      }
    }
  }
}

/// The system call, under a name that the method above does not hide.
private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
