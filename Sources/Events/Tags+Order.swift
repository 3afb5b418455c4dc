extension [Tag] {
    /// Sorts tags and leaves out what is there twice; in place, as there are few.
    package mutating func sortEachOnce() {
        guard count <= 16 else {
            self = Set(self).sorted()
            return
        }
        var end = 0
        for index in indices {
            let tag = self[index]
            var place = end
            while place > 0, tag < self[place - 1] { place -= 1 }
            if place > 0, self[place - 1] == tag { continue }
            for next in stride(from: end, to: place, by: -1) { self[next] = self[next - 1] }
            self[place] = tag
            end += 1
        }
        removeLast(count - end)
    }
}
