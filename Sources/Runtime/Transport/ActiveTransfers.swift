import CCurl

/// The multi handle and the transfers it drives. All of it belongs to one thread, but for `wake`.
final class ActiveTransfers {
  private let multi: UnsafeMutableRawPointer
  private var transfers: [UInt64: Transfer] = [:]

  init(maximumConnections: Int) {
    // Global once a process; libcurl counts the calls and is thread-safe about them since 7.84.
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    guard let multi = curl_multi_init() else { fatalError("out of memory") }
    self.multi = multi
    asst_multi_setopt_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    asst_multi_setopt_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, maximumConnections)
    asst_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, maximumConnections)
  }

  /// On the last turn of the thread: closes the connections too.
  func close() {
    finishAll(.shutDown)
    curl_multi_cleanup(multi)
  }

  func start(_ transfer: Transfer) {
    transfers[transfer.id] = transfer
    curl_multi_add_handle(multi, transfer.handle.pointer)
  }

  /// Ends a transfer early; nothing happens if it has ended already.
  func finish(_ id: UInt64, with error: TransportError) {
    remove(id)?.finish(.failure(error))
  }

  func finishAll(_ error: TransportError) {
    for id in Array(transfers.keys) { finish(id, with: error) }
  }

  /// Moves what can be moved, and finishes what has ended or has been silent for too long.
  func turn() {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE else { continue }
      // The message is gone once its handle leaves the multi handle.
      let code = message.pointee.data.result
      var context: UnsafeMutableRawPointer?
      asst_getinfo_pointer(message.pointee.easy_handle, CURLINFO_PRIVATE, &context)
      remove(Transfer.from(context).id)?.finish(code)
    }
    let now = ContinuousClock.now
    let silent = transfers.values.filter { $0.idleDeadline.map { $0 <= now } ?? false }
    for transfer in silent { remove(transfer.id)?.finishAsIdle() }
  }

  /// Sleeps until a socket is ready, a deadline has come, or `wake` is called.
  func wait() {
    let deadline = transfers.values.lazy.compactMap(\.idleDeadline).min()
    let milliseconds = deadline.map { ($0 - .now).wholeMilliseconds + 1 } ?? 3_600_000
    curl_multi_poll(multi, nil, 0, Int32(min(milliseconds, 3_600_000)), nil)
  }

  /// Ends a `wait`, from any thread.
  func wake() {
    curl_multi_wakeup(multi)
  }

  private func remove(_ id: UInt64) -> Transfer? {
    guard let transfer = transfers.removeValue(forKey: id) else { return nil }
    curl_multi_remove_handle(multi, transfer.handle.pointer)
    return transfer
  }
}
