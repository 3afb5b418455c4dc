/// The members of a JSON object under unique keys.
///
/// - Invariant: `members` ascend strictly by the UTF-16 code units of their keys, the order
///   in which RFC 8785 writes them. Keys that differ in bytes are different keys.
package struct JSONObject: Sendable, Hashable {
    /// One key with its value.
    package struct Member: Sendable, Hashable {
        /// The key, unescaped and never normalised.
        package let key: String

        /// What stands under the key.
        package var value: JSONValue

        /// Pairs a key with its value.
        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }

        /// Whether keys and values have the same bytes.
        package static func == (left: Member, right: Member) -> Bool {
            left.key.hasSameBytes(as: right.key) && left.value == right.value
        }
    }

    /// The members in canonical order.
    package private(set) var members: [Member]

    /// Makes an object without members.
    package init() {
        members = []
    }

    /// Makes an object of `members` in any order; of several under one key the last wins.
    package init(_ members: [(String, JSONValue)]) {
        if members.count <= Self.fewCount {
            self.init(few: members)
        } else {
            self.init(sorting: members)
        }
    }

    /// Up to how many members are put in their places one by one.
    private static let fewCount = 24

    private init(few members: [(String, JSONValue)]) {
        self.members = []
        self.members.reserveCapacity(members.count)
        for (key, value) in members {
            var place = self.members.count
            var order = 1
            while place > 0, order > 0 {
                order = self.members[place - 1].key.canonicalOrder(to: key)
                if order >= 0 { place -= 1 }
            }
            if order == 0 {
                self.members[place].value = value
            } else {
                self.members.insert(Member(key: key, value: value), at: place)
            }
        }
    }

    private init(sorting members: [(String, JSONValue)]) {
        let sorted = members.enumerated().sorted { left, right in
            let order = left.element.0.canonicalOrder(to: right.element.0)
            return order != 0 ? order < 0 : left.offset < right.offset
        }
        self.members = []
        self.members.reserveCapacity(sorted.count)
        for (_, (key, value)) in sorted {
            if let last = self.members.last, last.key.hasSameBytes(as: key) {
                self.members.removeLast()
            }
            self.members.append(Member(key: key, value: value))
        }
    }

    /// Takes over members that are in canonical order already; nothing is checked.
    package init(ascending members: [Member]) {
        self.members = members
    }

    /// The value under `key`; assigning `nil` removes the member.
    ///
    /// O(log n) to read, O(n) to add or remove.
    package subscript(key: String) -> JSONValue? {
        get {
            let index = position(of: key)
            return holds(key, at: index) ? members[index].value : nil
        }
        set {
            let index = position(of: key)
            switch (holds(key, at: index), newValue) {
            case (true, let value?): members[index].value = value
            case (true, nil): members.remove(at: index)
            case (false, let value?): members.insert(Member(key: key, value: value), at: index)
            case (false, nil): break
            }
        }
    }

    /// Whether the object has no members.
    package var isEmpty: Bool { members.isEmpty }

    /// The number of members.
    package var count: Int { members.count }

    /// The keys in canonical order.
    package var keys: [String] { members.map(\.key) }

    /// The first index whose key does not precede `key`.
    private func position(of key: String) -> Int {
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if members[middle].key.canonicalOrder(to: key) < 0 {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private func holds(_ key: String, at index: Int) -> Bool {
        index < members.count && members[index].key.hasSameBytes(as: key)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object; of several members under one key the last wins.
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        self.init(members)
    }
}
