export function PositionsView(_: { info: unknown }) { return null; }
