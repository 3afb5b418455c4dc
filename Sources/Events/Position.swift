/// An event's place in the ledger: 0-based, gapless, equal to its Merkle leaf index.
package typealias Position = UInt64
