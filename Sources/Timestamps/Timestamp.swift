/// That something was there, by when, and who says so.
package struct Timestamp: Hashable, Sendable {
    /// The subject of the authority's certificate, as RFC 4514 writes it.
    package let authority: String

    /// An upper bound, POSIX seconds: the authority's time with the accuracy that it states,
    /// rounded up to a second.
    package let seconds: UInt64
}
