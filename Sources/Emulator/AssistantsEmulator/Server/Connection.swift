import Hummingbird
import NIOCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The connection that a request came over, for what no answer can do.
struct Connection: Sendable {
  let channel: any Channel

  /// Ends the connection as a server does that closes it. What was written before is sent.
  func close() async { try? await channel.close() }

  /// Breaks the connection off, so that the other side reads an error and no end.
  func reset() async {
    if let socket = channel as? any SocketOptionProvider {
      try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    await close()
  }

  var client: ClientLine {
    ClientLine { onLeaving in
      let watch = DepartureHandler(onLeaving)
      do {
        // Before all others: what stands later may keep the end of the connection to itself.
        try await channel.pipeline.addHandler(watch, position: .first)
      } catch {
        onLeaving()
      }
    }
  }
}

/// Where a request came from.
struct ConnectionContext: InitializableFromSource {
  let connection: Connection

  init(source: ApplicationRequestContextSource) { connection = Connection(channel: source.channel) }
}

/// Tells once that the other side has closed the connection, or that the server is about to.
private final class DepartureHandler: ChannelInboundHandler, Sendable {
  typealias InboundIn = NIOAny

  private let onLeaving: @Sendable () -> Void

  init(_ onLeaving: @escaping @Sendable () -> Void) { self.onLeaving = onLeaving }

  func channelInactive(context: ChannelHandlerContext) {
    onLeaving()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent || (event as? ChannelEvent) == .inputClosed {
      onLeaving()
    }
    context.fireUserInboundEventTriggered(event)
  }
}
