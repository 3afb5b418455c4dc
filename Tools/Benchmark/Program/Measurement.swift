import Entente

/// One line of figures for the driver.
struct Measurement {
    private var members: [String] = []

    /// Adds a figure.
    mutating func set(_ name: String, to value: Double) {
        let rounded = (value * 1_000).rounded() / 1_000
        members.append("\"\(name)\":\(rounded)")
    }

    /// Adds a count.
    mutating func set(_ name: String, to value: Int) {
        members.append("\"\(name)\":\(value)")
    }

    /// Adds a word that needs no escapes.
    mutating func set(_ name: String, to value: String) {
        members.append("\"\(name)\":\"\(value)\"")
    }

    /// Adds the middle and the slow end of some times, in microseconds.
    mutating func set(times: [Duration]) {
        let sorted = times.sorted()
        guard let last = sorted.last else { return }
        set("p50_us", to: sorted[sorted.count / 2].microseconds)
        set("p99_us", to: sorted[min(sorted.count - 1, sorted.count * 99 / 100)].microseconds)
        set("max_us", to: last.microseconds)
    }

    /// Prints the line.
    func print() throws {
        let line = "{" + members.joined(separator: ",") + "}\n"
        try FileStream.standardOutput.write(Array(line.utf8))
    }
}

extension Duration {
    /// The time in microseconds.
    var microseconds: Double {
        Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12
    }

    /// The time in seconds.
    var inSeconds: Double { microseconds / 1e6 }
}
