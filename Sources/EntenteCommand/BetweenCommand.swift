import ArgumentParser
import Entente
import Events
import Reports

/// Shows what two parties share.
struct BetweenCommand: ParsableCommand, MachineReadable {
    static let configuration = CommandConfiguration(
        commandName: "between",
        abstract: "Show everything two parties share, in the order things happened.",
        discussion: """
            The report partnership-timeline for two parties: events that name both, and events of \
            agreements that both belong to.

              entente between party:morava party:hsinchu
              entente between party:morava party:hsinchu --format markdown
            """
    )

    @Argument(help: "One party.", transform: Parsing.tag)
    var one: Tag

    @Argument(help: "The other.", transform: Parsing.tag)
    var other: Tag

    @OptionGroup var options: ReportOptions

    var isJSON: Bool { options.isJSON }

    func validate() throws {
        guard one != other else {
            throw ValidationError(
                "\(one) is named twice; name two parties, or ask for one with "
                    + "`entente report partnership-timeline --party \(one)`"
            )
        }
    }

    func run() throws {
        try options.show(.partnershipTimeline, ["party": [one.text, other.text]])
    }
}
