/// What stored readings say at a basis.
package struct RegisterReadings {
    /// What they say of one entity.
    package enum Answer {
        /// The record says it.
        case stored
        /// Its history has to be read.
        case unknown(tag: String)
    }

    /// Visits agreements in tag order.
    ///
    /// The visitor says whether the record can be read; visiting ends with an error when not.
    package typealias Agreements = (
        _ visit: (Answer, StoredRecord) throws -> Bool
    ) throws -> Void

    /// Visits parties of which something is stored, by their numbers among those asked for.
    ///
    /// The visitor says whether the record can be read; visiting ends with an error when not.
    ///
    /// Returns the numbers of those whose history has to be read.
    package typealias Names = (
        _ parties: [String],
        _ visit: (Int, StoredRecord) -> Bool
    ) throws -> [Int]

    /// The agreements of which the register says something.
    package let agreements: Agreements

    /// The names of parties; of a party that is not visited there is nothing but its tag.
    package let names: Names

    /// Readings by two ways to ask them.
    package init(agreements: @escaping Agreements, names: @escaping Names) {
        self.agreements = agreements
        self.names = names
    }
}
