import NIOCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension IOError {
  var isAddressInUse: Bool { errnoCode == EADDRINUSE }
  var isPermissionDenied: Bool { errnoCode == EACCES }
}
