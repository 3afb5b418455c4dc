import Testing
import Transparency

@Suite struct GenerationsTests {
    private func kept(_ generations: Generations<Int, String>, among keys: Range<Int>) -> [Int] {
        keys.filter { key in
            var copy = generations
            return copy.value(of: key) != nil
        }
    }

    @Test func `what was kept before the last two generations is gone`() {
        var generations = Generations<Int, String>(limit: 4)
        for key in 0..<13 { generations.keep("\(key)", of: key) }
        #expect(kept(generations, among: 0..<13) == Array(8..<13))
    }

    @Test func `what is asked for again and again stays`() {
        var generations = Generations<Int, String>(limit: 4)
        generations.keep("often", of: -1)
        for key in 0..<100 {
            generations.keep("\(key)", of: key)
            #expect(generations.value(of: -1) == "often")
        }
        #expect(generations.value(of: 50) == nil)
    }

    @Test func `values weigh what they are said to`() {
        var generations = Generations<Int, String>(limit: 10) { $0.utf8.count }
        for key in 0..<8 { generations.keep("12345", of: key) }
        #expect(kept(generations, among: 0..<8) == Array(4..<8))
    }

    @Test func `a value that is kept anew takes the place of the old one`() {
        var generations = Generations<Int, String>(limit: 10) { $0.utf8.count }
        for _ in 0..<100 { generations.keep("1234", of: 1) }
        generations.keep("5", of: 2)
        generations.keep("678", of: 1)
        #expect(generations.value(of: 1) == "678")
        #expect(generations.value(of: 2) == "5")
    }
}
