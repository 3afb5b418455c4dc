/// A verb that can answer for machines.
protocol MachineReadable {
    /// Whether this call asks for JSON; refusals are JSON then too.
    var isJSON: Bool { get }
}
