/// The name of the tree that one agreement has within a ledger: `<ledger>/agreement/<id>`.
///
/// A ledger's own name never holds `/agreement/`, so the two parts are told apart.
package enum DossierOrigin {
    private static let mark = "/agreement/"

    /// The name of an agreement's tree.
    ///
    /// - `id`: what stands in the agreement's tag behind the colon.
    package static func of(agreement id: String, in ledger: String) -> String {
        ledger + mark + id
    }

    /// The ledger and the agreement that a name speaks of; `nil` when it names no such tree.
    package static func parts(of origin: String) -> (ledger: String, id: String)? {
        let bytes = Array(origin.utf8)
        let mark = Array(Self.mark.utf8)
        guard bytes.count > mark.count else { return nil }
        for start in 1..<(bytes.count - mark.count)
        where bytes[start..<(start + mark.count)].elementsEqual(mark) {
            return (
                String(decoding: bytes[..<start], as: UTF8.self),
                String(decoding: bytes[(start + mark.count)...], as: UTF8.self)
            )
        }
        return nil
    }
}
