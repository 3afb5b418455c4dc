/// Chooses among things of which a few are common and most are rare.
///
/// The thing of rank `k` has the weight `1 / (k + flatness)`. Whole numbers only, so that every
/// machine chooses alike.
struct SkewedChoice {
    private let sums: [Int]

    init(among count: Int, flatness: Int) {
        var sums: [Int] = []
        sums.reserveCapacity(count)
        var sum = 0
        for rank in 1...count {
            sum += (1 << 40) / (rank + flatness)
            sums.append(sum)
        }
        self.sums = sums
    }

    /// The rank chosen, from 0.
    func choose(_ random: inout SeededRandom) -> Int {
        let wanted = random.below(sums[sums.count - 1])
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
