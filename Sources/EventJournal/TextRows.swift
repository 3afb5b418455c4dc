/// The rows of a tail that may hold a text, by the text's fingerprint.
///
/// A chain for each slot of a table: adding and finding are O(1) in the number of rows. Texts of
/// one fingerprint are not told apart; look at the row.
struct TextRows: Sendable {
    private struct Link: Sendable {
        let fingerprint: UInt64
        let row: UInt32

        /// The number of the link before it in the chain and one more, or 0.
        var next: UInt32
    }

    /// The number of each chain's newest link and one more, or 0; a power of two of them.
    private var heads: [UInt32] = []
    private var links: [Link] = []

    /// Adds a text of a row; rows come in order.
    mutating func insert(_ fingerprint: UInt64, row: Int) {
        if links.count >= heads.count { grow() }
        let slot = slot(of: fingerprint)
        links.append(Link(fingerprint: fingerprint, row: UInt32(row), next: heads[slot]))
        heads[slot] = UInt32(links.count)
    }

    /// Lends each row that may hold a text to `body`, the newest first; one that has it in two
    /// fields comes twice in a row.
    func forEachRow(of fingerprint: UInt64, _ body: (Int) -> Void) {
        if heads.isEmpty { return }
        var next = heads[slot(of: fingerprint)]
        while next > 0 {
            let link = links[Int(next) &- 1]
            if link.fingerprint == fingerprint { body(Int(link.row)) }
            next = link.next
        }
    }

    private func slot(of fingerprint: UInt64) -> Int {
        Int(truncatingIfNeeded: fingerprint) & (heads.count &- 1)
    }

    private mutating func grow() {
        heads = [UInt32](repeating: 0, count: max(64, heads.count * 2))
        for number in links.indices {
            let slot = slot(of: links[number].fingerprint)
            links[number].next = heads[slot]
            heads[slot] = UInt32(number + 1)
        }
    }
}
