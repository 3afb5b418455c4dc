import Testing

@Suite struct `Layers` {
    /// Targets that use the standard library alone, beside each other.
    private static let pure: Set<String> = [
        "CanonicalJSON", "Collaboration", "EDTF", "EventJournal", "Events", "JSONSchema", "LMDB",
        "Reports", "Transparency",
    ]

    private func imports(of module: String, in file: SourceFile) -> [String] {
        file.places(of: "import \(module)").filter { place in
            let number = Int(place.split(separator: ":").last ?? "") ?? 0
            return file.code[number - 1].split(separator: " ").last.map(String.init) == module
        }
    }

    @Test func `the pure targets do without Foundation`() {
        let found = Repository.sources
            .filter { Self.pure.contains($0.target) }
            .flatMap { imports(of: "Foundation", in: $0) }
        #expect(found == [], "files, clocks and locales belong to Entente and EntenteCommand")
    }

    @Test func `only LMDB knows the C library`() {
        let found = Repository.swiftFiles
            .flatMap { imports(of: "CLMDB", in: $0) }
            .filter { !$0.hasPrefix("Sources/LMDB/") }
        #expect(found == [], "use the transactions of LMDB")
    }

    @Test func `unsafe code stays in its three places`() {
        let found = Repository.swiftFiles
            .flatMap { $0.places(of: "unsafe ") }
            .filter { !$0.hasPrefix("Sources/LMDB/") && !$0.hasPrefix("Tests/LMDBTests/") }
            .filter { !$0.hasPrefix("Sources/Transparency/Hasher256.swift:") }
            .filter { !$0.hasPrefix("Sources/EntenteCommand/Terminal.swift:") }
        #expect(found == [], "use Span, or move it to LMDB or Hasher256.swift")
    }

    @Test(arguments: [
        ("try!", "throw, or use a precondition with a reason"),
        ("as!", "use as? and say what stands in the way"),
        ("fatalError(", "throw, or use a precondition with a reason"),
        ("@unchecked Sendable", "use let, a struct or Mutex"),
        ("@testable", "test what siblings see"),
    ])
    func `what hides a mistake is not used`(text: String, remedy: String) {
        let found = Repository.swiftFiles
            .flatMap { $0.places(of: text) }
            .filter { !$0.hasPrefix("Tests/LMDBTests/MustNotCompile/") }
        #expect(found == [], "\(remedy)")
    }

    @Test func `nothing is left to be done later`() {
        let files = Repository.swiftFiles
        let found = ["TO" + "DO", "FIX" + "ME", "XX" + "X"].flatMap { mark in
            files.flatMap { $0.places(of: mark, in: \.words) }
        }
        #expect(found == [], "do it, or take it out")
    }

    @Test func `only the command prints`() {
        let found = Repository.sources.flatMap { file in
            ["print(", "debugPrint(", "dump(", "NSLog("].flatMap { name in
                file.places(of: name).filter { place in
                    let number = Int(place.split(separator: ":").last ?? "") ?? 0
                    return isCall(name, in: file.code[number - 1])
                }
            }
        }
        let outside = found.filter { !$0.hasPrefix("Sources/EntenteCommand/") }
        #expect(outside == [], "return a value; the door says it")
    }

    @Test func `only the command reads the clock, in one file`() {
        let found = Repository.sources.flatMap { file in
            ["Date()", "Date.now", "ContinuousClock", "SuspendingClock", "clock_gettime"].flatMap {
                file.places(of: $0)
            }
        }
        let outside = found.filter { !$0.hasPrefix("Sources/EntenteCommand/Clock.swift:") }
        #expect(outside == [], "take the time as a parameter")
    }

    /// Whether a name stands on its own, neither a member nor the end of a longer name.
    private func isCall(_ name: String, in line: Substring) -> Bool {
        guard let range = line.firstRange(of: name) else { return false }
        guard range.lowerBound > line.startIndex else { return true }
        let before = line[line.index(before: range.lowerBound)]
        return !before.isLetter && !before.isNumber && before != "." && before != "_"
    }
}
