import CLMDB

/// A named table of an environment: a plain handle, cheap to copy.
///
/// It stays valid as long as its environment is open, in every transaction that begins after
/// ``Environment/table(_:_:create:)`` returned it. Used with another environment, it traps.
package struct Table: Sendable, Hashable {
    /// How a table orders its keys, and how many values a key may have.
    package enum Kind: Sendable, Hashable, CaseIterable {
        /// Keys of 1 to 511 bytes in the order of their bytes; one value a key.
        case bytes

        /// `UInt64` keys in the order of the numbers; one value a key. `MDB_INTEGERKEY`.
        case integers

        /// Keys of 1 to 511 bytes, and for each a sorted set of `UInt64`.
        ///
        /// `MDB_DUPSORT`, `MDB_DUPFIXED` and `MDB_INTEGERDUP`.
        case positions
    }

    /// The name of the table inside its environment.
    package let name: String

    /// What the table was created as.
    package let kind: Kind

    /// `MDB_dbi`.
    let handle: UInt32

    /// The serial number of the environment that opened the table.
    let owner: UInt64
}

extension Table.Kind {
    /// The flags of `mdb_dbi_open` that LMDB stores with the table.
    var flags: UInt32 {
        switch self {
        case .bytes: 0
        case .integers: UInt32(MDB_INTEGERKEY)
        case .positions: UInt32(MDB_DUPSORT | MDB_DUPFIXED | MDB_INTEGERDUP)
        }
    }
}

extension Table {
    /// Traps when the table is of another kind than the call is made for.
    func requireKind(_ wanted: Kind) {
        precondition(kind == wanted, "table \(name) holds \(kind), not \(wanted)")
    }
}
