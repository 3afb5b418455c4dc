/// What stays, leaves and joins from one column of blocks to the next.
package struct FlowChart: Sendable, Hashable {
    /// One block of a column.
    package struct Block: Sendable, Hashable {
        /// What it is called; blocks of one name look alike in all columns.
        package let label: String

        /// How high it is; what is more than the least is uncertain.
        package let value: ValueRange

        /// A block.
        package init(_ label: String, _ value: ValueRange) {
            self.label = label
            self.value = value
        }
    }

    /// Blocks below each other.
    package struct Column: Sendable, Hashable {
        /// What stands above it.
        package let label: String

        /// The blocks, from above.
        package let blocks: [Block]

        /// A column of blocks.
        package init(_ label: String, _ blocks: [Block]) {
            self.label = label
            self.blocks = blocks
        }
    }

    /// What goes from a block to one of the next column.
    package struct Flow: Sendable, Hashable {
        /// The place of the column where it begins.
        package let column: Int

        /// The place of its block in that column, and of the other in the next.
        package let from: Int
        package let to: Int

        /// How broad it is; what is more than the least is hatched.
        package let value: ValueRange

        /// A flow.
        package init(after column: Int, from: Int, to: Int, _ value: ValueRange) {
            self.column = column
            self.from = from
            self.to = to
            self.value = value
        }
    }

    /// The columns, the first one first.
    package let columns: [Column]

    /// The flows.
    package let flows: [Flow]

    /// A chart; flows that name no block are not drawn.
    package init(_ columns: [Column], flows: [Flow]) {
        self.columns = columns
        self.flows = flows
    }
}
