import Testing

@Suite struct `Reading sources` {
    @Test func `tells code from strings and comments`() {
        let file = SourceFile(
            path: "x",
            text: ##"""
                let a = "try! \(b("fatalError(")) " + c // try! again
                /* print( /* nested */ still */ let d = #"\#(e) try! \"# + f
                """##
        )
        #expect(file.places(of: "try!").isEmpty)
        #expect(file.places(of: "fatalError(").isEmpty)
        #expect(file.places(of: "print(").isEmpty)
        #expect(file.places(of: "+ c") == ["x:1"])
        #expect(file.places(of: "+ f") == ["x:2"])
        #expect(file.places(of: "again", in: \.words) == ["x:1"])
    }

    @Test func `measures functions, those with braces in strings included`() {
        let file = SourceFile(
            path: "x",
            text: """
                protocol P {
                    func requirement(a: Int) -> Int
                    func another()
                }
                struct S {
                    init(
                        a: Int = { 3 }(),
                        b: Int
                    ) {
                        self.init("}")
                    }

                    @Test func `short { }`() { 1 }

                    private static func long() -> Int
                    {
                        if true {
                            "}"
                        }
                    }
                }
                """
        )
        let lengths = FunctionLengths(file.code).all
        #expect(lengths.map(\.line) == [6, 13, 15])
        #expect(lengths.map(\.length) == [6, 1, 6])
        #expect(file.functions(over: 5) == ["x:6 has 6 lines", "x:15 has 6 lines"])
    }
}
