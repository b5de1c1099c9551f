import Hummingbird
import Logging
import NIOCore

/// The emulator behind a socket.
package struct EmulatorServer: Sendable {
  /// Why the server cannot listen.
  package enum Failure: Error, Equatable {
    case portInUse
    case portNotAllowed
    /// The system's own words.
    case other(String)
  }

  private let emulator: Emulator
  private let host: String
  private let port: Int

  /// Port 0 lets the system pick one that is free.
  package init(_ emulator: Emulator, host: String = "127.0.0.1", port: Int) {
    self.emulator = emulator
    self.host = host
    self.port = port
  }

  /// Serves until SIGINT or SIGTERM comes, or until the task is cancelled, and then ends cleanly.
  /// `onListening` is called once, with the port that is listened on.
  package func run(
    onListening: @escaping @Sendable (Int) -> Void,
    onAnswer: @escaping @Sendable (ServedRequest) -> Void = { _ in }
  ) async throws(Failure) {
    let port = port
    let application = Application(
      responder: EmulatorResponder(emulator: emulator, onAnswer: onAnswer),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), backlog: 1024),
      onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) },
      logger: Logger(label: "asst-emulator") { _ in SwiftLogNoOpLogHandler() })
    do {
      try await application.runService()
    } catch is CancellationError {
      return
    } catch let error as IOError where error.isAddressInUse {
      throw .portInUse
    } catch let error as IOError where error.isPermissionDenied {
      throw .portNotAllowed
    } catch {
      throw .other("\(error)")
    }
  }
}
