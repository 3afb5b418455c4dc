/// Values by key, of which those stay that are asked for again.
///
/// Two generations: what is found in the old one moves to the young one; when that is full, it
/// becomes the old one. So what is kept is bounded, and what is used often stays.
///
/// - Complexity: O(1) in the mean.
package struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline var young: [Key: Value] = [:]
    @usableFromInline var old: [Key: Value] = [:]

    /// What one generation may weigh, and what the young one weighs.
    @usableFromInline let limit: Int
    @usableFromInline var weight = 0

    /// How much a value weighs.
    @usableFromInline let weigh: @Sendable (Value) -> Int

    /// Two empty generations.
    ///
    /// - Parameters:
    ///   - limit: what one of them may weigh; the value that goes beyond it is its last.
    ///   - weigh: what a value weighs, the same whenever it is asked.
    package init(limit: Int, weigh: @escaping @Sendable (Value) -> Int = { _ in 1 }) {
        self.limit = limit
        self.weigh = weigh
    }

    /// The value of a key, if it is here still.
    @inlinable package mutating func value(of key: Key) -> Value? {
        if let young = young[key] { return young }
        guard let old = old[key] else { return nil }
        keep(old, of: key)
        return old
    }

    /// Keeps a value.
    @inlinable package mutating func keep(_ value: Value, of key: Key) {
        if weight >= limit {
            old = young
            young = [:]
            weight = 0
        }
        weight += weigh(value)
        if let before = young.updateValue(value, forKey: key) { weight -= weigh(before) }
    }
}
