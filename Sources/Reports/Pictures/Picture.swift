/// A picture that goes with a report, as data: what is shown, not how it is drawn.
///
/// Texts are already in the reader's language where they are names; titles and words of the
/// vocabulary are translated when it is drawn. A picture shows nothing that the rows do not say.
package struct Picture: Sendable, Hashable {
    /// What is drawn.
    package enum Content: Sendable, Hashable {
        /// Times on an axis, such as a timeline, a Gantt chart or dates with their leeway.
        case spans(SpanChart)

        /// Figures in a grid.
        case heatMap(HeatMap)

        /// Stages that lose some on the way.
        case stages(StageChart)

        /// Who is tied to whom.
        case network(NetworkChart)

        /// Several figures of one subject beside those of its peers.
        case radar(RadarChart)

        /// Figures period by period.
        case series(SeriesChart)

        /// Lengths side by side.
        case bars(BarChart)

        /// Lengths on both sides of a line.
        case tornado(TornadoChart)

        /// What stays, leaves and joins from column to column.
        case flows(FlowChart)

        /// How figures are spread.
        case boxes(BoxChart)
    }

    /// The heading of the picture.
    package let title: String

    /// What is drawn.
    package let content: Content

    /// Titles a picture.
    package init(_ title: String, _ content: Content) {
        self.title = title
        self.content = content
    }
}
