/// A member name that is compared byte by byte.
///
/// Swift's own string equality is canonical equivalence, by which two different JSON names may be
/// equal.
struct Name: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: Self, right: Self) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        // Texts with equal bytes hash alike; that equivalent texts do too costs only a comparison.
        hasher.combine(text)
    }
}
