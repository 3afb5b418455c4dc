import Testing

@Suite struct `Sizes` {
    @Test func `are known of every source`() {
        #expect(Repository.sources.count > 100)
        #expect(Repository.swiftFiles.allSatisfy { $0.lines.count == $0.code.count })
    }

    @Test func `no function has over 70 lines`() {
        let long = Repository.swiftFiles
            .flatMap { $0.functions(over: 70) }
        #expect(long == [], "split the function where its story has a joint")
    }

    @Test func `no file has over 400 lines`() {
        let long = Repository.swiftFiles
            .filter { $0.lines.count - 1 > 400 }.map { "\($0.path): \($0.lines.count - 1)" }
        #expect(long == [], "move an aspect into Type+Aspect.swift")
    }

    @Test func `no line has over 100 columns, but for links and texts`() {
        var wide: [String] = []
        for file in Repository.swiftFiles {
            for (index, line) in file.lines.enumerated() where line.count > 100 {
                let isLink = line.contains("https://") || line.contains("http://")
                let isText = !file.words[index].contains { $0.isLetter || $0.isNumber }
                if !isLink && !isText { wide.append("\(file.path):\(index + 1)") }
            }
        }
        #expect(wide == [], "run Tools/format, or name a part of the expression")
    }
}
