extension String {
    /// How many letters must be changed, added or dropped to make one word of another
    /// (Levenshtein).
    package func editDistance(to other: String) -> Int {
        let left = Array(utf8)
        let right = Array(other.utf8)
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let substituted = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(substituted, row[j + 1] + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}
